package bot

// The sentences this package has to say itself; answers, help and apologies are bot/render's. Each says what happened and
// what to do.
const (
	busyText    = "Many questions at once right now. Please ask again in a moment."
	restartText = "archbot is restarting. Please ask again in a moment."
	buttonText  = "This button does not work any more. Please ask your question again to get a fresh answer."
)
