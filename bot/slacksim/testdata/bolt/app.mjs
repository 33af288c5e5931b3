// A small app on Slack's own framework. The Go test drives the workspace and looks at what this app did there.
import bolt from '@slack/bolt';

const clientOptions = { slackApiUrl: process.env.SLACK_API_URL };
const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN, appToken: process.env.SLACK_APP_TOKEN, socketMode: true, logLevel: 'error',
  clientOptions, installerOptions: { clientOptions },
});

app.command('/arch', async ({ command, ack, respond }) => {
  await ack({ text: `acked ${command.text}` });
  await respond({ text: `responded ${command.text}`, response_type: 'in_channel' });
});

app.event('app_mention', async ({ event, say }) => {
  await say({
    text: 'answer', thread_ts: event.ts,
    blocks: [{ type: 'actions', block_id: 'row', elements: [{ type: 'button', action_id: 'open', value: 'v', text: { type: 'plain_text', text: 'Open' } }] }],
  });
});

app.message('list', async ({ message, client, say }) => {
  const all = await client.conversations.list({ types: 'public_channel,im' });
  const me = await client.auth.test();
  const who = await client.users.info({ user: message.user });
  await say(`${all.channels.length} ${me.user_id} ${who.user.name}`);
});

app.message('refused', async ({ message, client }) => {
  try {
    await client.chat.postMessage({ channel: message.channel, text: 'x', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] });
  } catch (e) {
    await client.chat.postMessage({ channel: message.channel, text: `${e.data.error} ${e.data.errors[0]}` });
  }
});

app.action('open', async ({ ack, body, client, respond }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: 'modal', callback_id: 'ask', title: { type: 'plain_text', text: 'Ask' }, submit: { type: 'plain_text', text: 'Ask' },
      blocks: [{ type: 'input', block_id: 'q', label: { type: 'plain_text', text: 'Question' }, element: { type: 'plain_text_input', action_id: 'text' } }],
    },
  });
  await respond({ text: 'opened', replace_original: false });
});

app.view('ask', async ({ ack, view }) => {
  const text = view.state.values.q.text.value;
  if (text.length < 4) await ack({ response_action: 'errors', errors: { q: 'too short' } });
  else await ack();
});

await app.start();
console.log('started');
