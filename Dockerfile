# A static binary on an empty base: docker build -t archbot . && docker run --rm archbot ask kafka vs rabbitmq
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY cmd cmd
COPY bot bot
COPY kb kb
ARG VERSION=
ARG COMMIT=
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.version=$VERSION -X main.commit=$COMMIT" -o /archbot ./cmd/archbot

# distroless/static has CA certificates, time zones, and a user that is not root.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /archbot /usr/local/bin/archbot
ENTRYPOINT ["/usr/local/bin/archbot"]
CMD ["serve"]
