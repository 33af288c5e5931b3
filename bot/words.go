package bot

// The sentences this package has to say itself; answers, help and apologies are bot/render's. Each says what happened and
// what to do.
const (
	busyText    = "Many questions at once right now. Please ask again in a moment."
	restartText = "archbot is restarting. Please ask again in a moment."
	buttonText  = "This button does not work any more. Please ask your question again to get a fresh answer."
	goneText    = "The notes this answer came from are gone, so it was not shared. Please ask again."
)

// notSharedText says that sharing failed, perhaps after its effect; ref stands in the log.
func notSharedText(ref string) string {
	return "Your answer could not be shared, and is still here. If it is not in the channel, please press the button again or ask anew. " +
		"Reference: " + ref
}
