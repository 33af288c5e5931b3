# One static binary on an empty base, run as a user that is not root; it writes to /data only.
#
#     docker build -t archbot --build-arg VERSION=$(git describe --tags --always) --build-arg COMMIT=$(git rev-parse HEAD) .
#     docker run --rm archbot ask kafka vs rabbitmq
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY cmd cmd
COPY bot bot
COPY kb kb
ARG TARGETOS TARGETARCH
ARG VERSION=
ARG COMMIT=
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w -X main.version=$VERSION -X main.commit=$COMMIT" -o /archbot ./cmd/archbot
RUN mkdir /data

# Time zones and certificate authorities are in the binary, so the base can be empty.
FROM scratch
ARG VERSION=
ARG COMMIT=
LABEL org.opencontainers.image.title="archbot" \
      org.opencontainers.image.description="Answers architecture questions in Slack from a team's own notes" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$COMMIT"
COPY --from=build /archbot /archbot
COPY --from=build --chown=65532:65532 /data /data
# The metrics and the health of a container are asked for from outside of it; who may is for the network to say.
ENV ARCHBOT_DATA_DIR=/data ARCHBOT_HTTP_ADDR=:8080
USER 65532:65532
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/archbot", "health"]
ENTRYPOINT ["/archbot"]
CMD ["serve"]
