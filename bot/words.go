package bot

import "archbot/bot/words"

// The sentences this package has to say itself; answers, help and apologies are bot/render's. Each says what happened and what to do.
var (
	busyText    = words.Key("Many questions at once right now. Please ask again in a moment.")
	restartText = words.Key("archbot is restarting. Please ask again in a moment.")
	buttonText  = words.Key("This button does not work any more. Please ask your question again to get a fresh answer.")
	goneText    = words.Key("The notes this answer came from are gone, so it was not shared. Please ask again.")
	notShared   = words.Key("Your answer could not be shared, and is still here. If it is not in the channel, please press the button again " +
		"or ask anew. Reference: %s")

	unsureText = words.Key("Slack did not confirm that your answer arrived. If you do not see it, please ask again. Reference: %s")
	cannotPost = words.Key("I cannot write where you asked me. Invite me there with “/invite @%s”, or ask me here.")

	noTopicsText = words.Key("There are no notes to go through yet. Whoever runs archbot can name them by ARCHBOT_NOTES.")
	topicGone    = words.Key("That topic is no longer in the notes; these are the ones there are.")
	whoText      = words.Key("Say about what: “%s who kafka” lists who wrote on it.")
	watchText    = words.Key("Say what, and how long you have: “%s watch kafka 15m” lists recordings to watch.")
	publicText   = words.Key("Say what to answer for all to see: “%s public kafka vs rabbitmq”.")
	inThreadText = words.Key("That answer is in the thread already.")

	stopText    = words.Key("I keep quiet in this thread now. Mention me to call me back: %s.")
	gladText    = words.Key("Glad to help. Mention me to go on: %s.")
	welcomeText = words.Key("Glad to help.")
	hereText    = words.Key("I only answer when I am asked here. In a thread of a channel, “stop” keeps me quiet.")
	talkText    = words.Key("I leave you to it. Mention me to call me back: %s.")
	expiredText = words.Key("This thread has been silent for a day, so I no longer follow it. Mention me to call me back: %s.")
)
