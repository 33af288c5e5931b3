// Package bot is the Slack side of archbot: events in, answers out, over Socket Mode. It knows no notes and no index; it asks
// an [Answerer], and bot/render turns what it says into Block Kit.
//
// # A tour
//
// [Bot.Run] asks Slack who the bot is (auth.go), starts slack-go's socketmode client (link.go) and reads its events (loop.go).
// The loop never waits. Each envelope gets a goroutine of its own, up to Options.Concurrency of them, where it is acked,
// compared with what has been met before (dedupe.go) and given to its surface. There it is one straight line with no
// channel in it, for a command (command.go):
//
//	envelope -> an ask: who, where, and what was said (text.go), pure
//	         -> Bot.heed: who may, and how the channel wants it (access.go, settings.go), then a verb (verb.go), else
//	            answer.Parse and the Answerer, with a deadline (ask.go)
//	         -> render, pure
//	         -> the ack (ack.go), the response URL (respond.go) or chat.postMessage (reply.go)
//
// # Where things are added
//
// Each kind of thing that a person can do has one table, and each thing a file of its own:
//
//	a verb           verb.go         /arch topics, @archbot topics: verbs(), a function from an ask to a reply
//	an element       action.go       a button or menu: actions(), by action_id up to its first colon
//	a modal          view.go         views(), by callback_id: what a submission is acked with and what follows; suggesters() for menus
//	a shortcut       shortcut.go     shortcuts(), by callback_id
//	an event         event.go        by its type
//
// What the bot says itself is in the person's language: an ask has Say, and bot/words has the translations; bot/render takes the language
// in its options. Notes are reached through [Answerer], and through [Library] where they are gone through by topic.
//
// # What is promised
//
// Every request ends in one answer or one apology with a reference that stands in the log, whatever fails or panics on the
// way. Where Slack does not say whether it took a message (a 5xx, a time-out), one that all see is looked for by its metadata before it is
// posted again (surely.go), and one that a person sees alone is not sent again: the person is told that it may have been lost.
//
// An answer rides in a command's ack only where it cannot be refused, for Slack says nothing back to an ack: made of classic
// blocks, well under 20 KB, ready within Options.EarlyAck, on the connection that the command came on, and not at shutdown.
// Everything else is acked empty and sent where a refusal is seen. A refused message is sent once more in plain sections, and
// the kind of block that was refused is not tried again on that surface for the life of the process.
//
// Nothing is answered twice: envelope, event, and channel with timestamp are remembered for at least an hour. A mention that
// comes both as app_mention and as message is one.
//
// When Run's context ends, answers in hand are finished and their acks leave before the connection is closed. Commands that
// come meanwhile are asked to come again; events are left unacked, and Slack sends them elsewhere.
//
// A lost connection, or one on which Slack has gone silent, is made again by slack-go. The bot adds a brake
// for connections that die as soon as they are made, and ends with an error that says what to do when a token is refused.
//
// Nothing a person wrote, no token, and no address that lets its holder in is logged.
//
// # What is answered where
//
//	surface             what comes                            what happens                      test
//	command             /arch QUESTION                        private answer, ack               TestCommandAnswersInItsAck
//	                    with a table, or anything new         private answer, response URL      TestCommandSendsATableByResponseURL
//	                    slow                                  empty ack, then response URL      TestCommandAcksBeforeASlowAnswer
//	                    nothing, help, only punctuation       help                              TestCommandHelp
//	                    public QUESTION                       answer for all; nothing found,    TestPublicCommand
//	                                                          privately
//	                    undecodable                           ack and apology                   TestRunApologisesForABadCommand
//	mention             @archbot QUESTION, anywhere in it     answer in the message's thread    TestMentionIsAnsweredOnceInItsThread
//	                    in a thread                           answer there                      TestMentionInAThreadStaysThere
//	                    @archbot alone                        help                              TestMentionAloneIsHelp
//	                    again, other events, own words,       acked, nothing said               TestMentionDeliveredAgainIsAnsweredOnce,
//	                    edits, talk that is not for it                                          TestMentionLeavesTheRestAlone
//	direct message      QUESTION                              answer in the message's thread    TestDirectMessageIsAnsweredInItsThread
//	thread              goes on with what it was called for,  answer there, about the same      TestThreadGoesOnWithoutAMention,
//	                    from anybody, with no mention         subject or the one named          TestThreadGoesOnInTheNotes
//	                    people's talk, statements             nothing said                      TestThreadLeavesTalkAlone
//	                    stop, thanks; people talk to each     one sentence with how to call     TestThreadStops
//	                    other                                 it back, then silence
//	                    a question after a day                the same                          TestThreadEndsAfterADay
//	                    stop, thanks elsewhere                one sentence                      TestThanksWhereThereIsNoThread
//	question            edited                                its answer is changed             TestEditedQuestionChangesItsAnswer,
//	                                                                                            TestEditedWhileItIsAnswered
//	                    edited, its answer gone               logged                            TestEditedQuestionWithoutItsAnswer
//	                    deleted                               its answer is deleted             TestDeletedQuestionTakesItsAnswer
//	any of them         what the notes lack                   counted: a topic, or a kind of    TestGapsAreCounted
//	                                                          block on a known one
//	                    in a private channel                  counted, never quoted             TestGapsOfPrivateChannels
//	                    gaps                                  the list, without what was asked  TestGapsVerb
//	                                                          privately only
//	                    forget me                             what is stored of the person is   TestForgetMe
//	                                                          deleted
//	                    help, with questions these notes      help                              TestHelpShowsWhatTheseNotesAnswer
//	                    answer
//	                    topics, topics NAME                   a page of the tree, with buttons  TestTopicsAreBrowsed, TestTopicsOfOneName,
//	                                                          to go on                          TestTopicsInPages
//	                    random, random TOPIC                  a block                           TestRandom
//	                    who TOPIC, watch TOPIC 15m            people, recordings                TestWhoAndWatch
//	                    a verb without a slash                the same                          TestVerbsEverywhere
//	                    a verb misspelt                       a question; if nothing is found,  TestVerbMisspelt,
//	                                                          what was meant is suggested       TestVerbMisspeltLikeAWordOfTheNotes
//	                    topics or a block, and no notes       one sentence                      TestTopicsWithoutNotes
//	click               Pros 2, Videos 4, Compare with …,     privately: in the place of the    TestButtonsLeadOnPrivately,
//	                    Simpler, Deeper, More 3               message; publicly: in its         TestButtonsLeadOnInTheThread,
//	                                                          thread, once                      TestButtonsForMoreSnippets
//	                    where the bot is no member            by response URL, in the thread    TestButtonsWhereTheBotIsNoMember
//	                    after a restart, on a replica, after  the same; what is gone is said    TestButtonsAfterARestartAndAfterTheNotesChanged
//	                    the notes changed
//	                    one of several topics of a name       that topic                        TestButtonsForAmbiguousSubjects
//	                    forged                                one private sentence              TestButtonsForgedValues
//	                    Share to channel                      the answer for all, as a new      TestShareComparison,
//	                                                          message; the private one goes     TestSharePlainAnswer
//	                    again, at the same button             acked, nothing said               TestShareTwiceSharesOnce
//	                    after a restart, on a replica         the same                          TestShareAfterARestart
//	                    after the notes changed               the answer as it is now, and      TestShareAfterTheNotesChanged
//	                                                          what is gone
//	                    that cannot be posted or answered     one private sentence; the         TestShareFails,
//	                                                          private answer stays              TestShareWhenTheAnswerFails
//	                    at several replicas                   once                              TestShareOnTwoReplicas
//	                    with a value no build has written     one private sentence              TestShareForgedValues
//	                    👍                                    counted, once a person; thanks    TestVotePrivately
//	                    👎                                    counted, and a modal asks why     TestVoteAgainstAsksWhy,
//	                                                                                            TestVoteAgainstATipAsksWhy
//	                    a vote, and the store is down         one private sentence              TestVoteWithoutAStore
//	                    a forged vote                         one private sentence              TestVoteForged
//	                    Delete, by who asked or an admin      the answer goes                   TestRemoveByWhoAsked,
//	                                                                                            TestRemoveWhereTheBotIsNoMember
//	                    Ask the channel                       a modal; what is sent in it is    TestNoneOffersToAskTheChannel,
//	                                                          posted with who may know          TestAskTheChannelAfterARestart
//	                    the same, about what is near nothing  nobody is named                   TestNobodyIsNamedForWhatIsFar
//	                    Write this note                       a modal, then a ready block       TestWriteThisNote
//	                    a button of another build             one private sentence              TestClickOnAnUnknownButton
//	                    a button that leads to a page         acked, nothing said               TestClickOnALink
//	replicas            a message's events, to any of them    answered once, threads go on      TestReplicasAnswerOnce
//	restart             a question answered before            not again; threads and edits go   TestRestartRemembersConversations
//	                                                          on
//	store down          anything                              answered; memory is the process's TestStoreDown
//	agent pane          opened                                a greeting, once, and questions that TestPaneGreetsOnceAndSuggests
//	                                                          the notes answer
//	                    an answer takes a while               a status, taken back whatever     TestPaneStatusClears,
//	                                                          happens                           TestPaneStatusClearsAfterFailures
//	                    stopped by the person                 no answer, no status              TestPaneCanBeStopped
//	                    events of the older assistant         the same, in its thread           TestPaneOfTheOlderAssistant
//	                    opened by a guest                     one sentence                      TestPaneIsClosedToGuests
//	Home tab            opened                                search, examples, topics, what is TestHomeShowsTheNotes,
//	                                                          new; in the person's language     TestHomeInAnotherLanguage
//	                    more topics than it shows             how to see them                   TestHomeSaysThatThereIsMore
//	                    opened again                          published only if it changed      TestHomeIsPublishedOnChangeOnly
//	                    a question typed, a topic, an example the search modal with the answer  TestHomeAsks
//	                    opened by a guest                     why it is closed                  TestHomeIsClosedToGuests
//	search modal        the global shortcut                   opens at once, filled after       TestSearchOpensAndFills,
//	                                                                                            TestSearchOpensBeforeItLooks
//	                    a filter changed                      results change, the newest stay   TestSearchFilters,
//	                                                                                            TestSearchShowsTheNewest
//	                    Share                                 posted there, also where it is no TestSearchShares
//	                                                          member
//	                    Share with a closed or unseen place   an error at the input             TestSearchSharesNowhereClosed
//	                    submitted with something new entered  looked for, not shared            TestSearchSubmitLooksFirst
//	                    an answer that fails                  an apology in the modal           TestSearchThatFails
//	message shortcut    Ask archbot about this                answer in the message's thread,   TestAskAboutAMessage
//	                                                          signed
//	                    where it is no member, or no more     private answer, how to invite it  TestAskAboutAMessageWhereTheBotIsNoMember,
//	                                                                                            TestAskAboutAMessageAfterLeaving
//	                    no words; who may not ask             one private sentence              TestAskAboutAMessageWithoutWords,
//	                                                                                            TestAskAboutAMessageIsForMembersOnly
//	settings            /arch settings, @archbot settings, a  the modal, or a button that opens it TestSettingsInEachPlace,
//	                    direct message, the Home tab                                            TestSettingsFromHome
//	                    only the person who asked             mentions are answered privately   TestSettingsPrivate
//	                    off                                   one private sentence; commands work TestSettingsOff
//	                    also plain questions                  answered where the notes do; all  TestSettingsPlainQuestions
//	                                                          else is left alone
//	                    level, language                       hold for all who ask there        TestSettingsLevelAndLanguage
//	                    a restart                             nothing is forgotten              TestSettingsOutliveARestart
//	who may             guests, other organisations           one private sentence              TestGuestsAreClosed,
//	                                                                                            TestSettingsAreNotForGuests
//	                    a Slack Connect channel               one private sentence              TestSharedChannelsAreClosed
//	                    a channel that it cannot see          private answers, nothing to share TestUnseenChannelGetsPrivateAnswers,
//	                                                                                            TestShareWhereTheChannelIsUnseen
//	                    allow lists                           who and what is listed            TestAllowLists
//	                    Slack cannot be asked                 what it said last, else one private TestAccessIsRemembered,
//	                                                          sentence                          TestWhoSlackDoesNotKnowIsNotAnswered
//	                    more than the limit                   one private sentence with the wait TestLimit
//	                    the person's locale                   the bot's words in their language TestWordsAreInThePersonsLanguage
//	tips                /arch tips                            a modal, saved and confirmed; a    TestTipsModal, TestTipsMenus
//	                                                          tip at its time, another each day
//	                    tips daily 9:30 Europe/Berlin …, list set up, shown, changed, in each     TestTipsByWords
//	                    pause, resume, off                    place by the same words
//	                    tips, where no modal can be opened    how they are, a button to set up  TestTipsOffer
//	                    tips on …                             a question                        TestTipsOnSomethingIsAQuestion
//	                    tips now                              a tip, another each time          TestTipsNow
//	                    buttons under a tip                   votes; more, in its thread        TestTipsVotesAndButtons
//	                    a channel archived, left, closed      stopped; the subscriber is told   TestTipsStop
//	                    a post of which nobody knows          looked for; not made again where  TestTipsNotTwiceWithoutHistory
//	                                                          history may not be read
//	                    down over the hour                    late under four hours, else       TestTipsTooLate
//	                                                          skipped and logged
//	                    replicas killed, Slack failing        one tip a channel and date        TestTipsSimulationPostgres,
//	                                                                                            TestTipsSimulationSQLite
//	                    ARCHBOT_TIPS_CHANNEL                  tips with no click                TestTipsByDefault
//	                    Fridays, if wanted                    what was asked there, liked, and  TestTipsRecap
//	                                                          what the notes lack
//	                    a memory that fails                   one sentence; questions go on     TestTipsWithoutMemory
//	                    the Home tab                          a person's tips, to change        TestTipsAtHome
//	invitation          to a channel                          a welcome, once                   TestWelcomeIsSaidOnce
//	                    to a Slack Connect channel            nothing for all to see            TestWelcomeIsSilentInASharedChannel
//	shortcut            Save to notes, on a message           a modal with its words and who    TestSaveToNotes
//	                                                          wrote them, then a ready block
//	a reply             429                                   sent again when Slack says        TestReplyWaitsForTheRateLimit
//	                    5xx, time-out                         looked for; privately, told       TestReplyWhereSlackDoesNotSay,
//	                                                                                            TestReplyThatCannotBeLookedFor
//	                    not_in_channel, a response URL that   told in a direct message; sent    TestReplyWhereNothingCanBePosted
//	                    is used up                            another way
//	                    msg_blocks_too_long                   in plain sections, then shorter   TestReplyThatIsTooLong
//	                    longer than a message                 goes on in the thread; privately  TestReplyGoesOnInTheThread
//	                                                          turns its pages in place
//	a modal             a trigger that is too old             told, where they are or directly  TestModalsThatCannotBeOpened
//	                    a search that cannot be filled        an apology in a direct message    TestSearchThatCannotBeShown
//	all that is sent    on the starter notes and real ones    nothing that Slack refuses        TestStarterNotesAreTaken,
//	                                                                                            TestSharedNotesAreTaken
//	all of these        2,000 questions while connections are     each answered once, none lost     TestStorm
//	                    cut and Slack fails at random
//	shortcut, view      any                                   acked                             TestUnknownShortcutsAreAcked
//	gaps weekly         by command, mention, direct message   what the notes lack, on Mondays   TestGapsWeeklyAreChosen,
//	                                                          at 9; gaps off ends that          TestGapsAreReadWeekly,
//	                                                                                            TestGapsAreReadOnMondayMorningsOnly
//	                    in the settings                       the same, by a checkbox           TestGapsWeeklyInSettings
//	                    ARCHBOT_GAPS_CHANNEL                  the same, until it is ended there TestGapsWeeklyByDefault
//	                    where the bot is no member            how to invite it                  TestGapsWeeklyWhereTheBotIsNoMember
//	                    a post of which nobody knows          looked for                        TestGapsAreNotReadTwice
//	                    a channel that is shared by then      nothing is posted                 TestGapsWeeklyWhereOthersRead
//	by itself           hourly                                old rows are removed              TestOldRowsAreRemoved
//
// Only a private answer to a command has the button to share, and it carries all that is needed (share.go): subjects and blocks, never the
// question. A shared answer goes out by the click's response URL, which needs no scope and works where the bot is no member, or by
// chat.postMessage where that URL has had its time. It says who asked.
//
// A vote is on the block that an answer leads with, known to nobody but who cast it; sums of votes order near-ties (vote.go). What the notes lack
// is counted by topic and kind (gap.go). A question is quoted only where it was asked in public, and the terms of a topic that the notes do not
// have are named only if somebody asked for it in public. Asking the channel posts what its asker sends in a modal. Authors are named; one
// whom [Options].People knows is called.
//
// A button that leads to a page has an action_id that begins with "link:".
//
// Goals: no lost answer, no double answer, no silence. Non-goals: the HTTP side of the Events API, RTM, more than one
// workspace a process.
package bot
