const chat = document.querySelector('dialogo-chat');
const unread = document.querySelector('#unread');

// Asked whenever a fresh token is needed, so never keep one here.
chat.getToken = async () => {
  const answer = await fetch('chat-token', { method: 'POST' });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  return (await answer.json()).token;
};

chat.addEventListener('dialogo-unread', ({ detail }) => {
  unread.textContent = detail.count > 0 ? `New messages: ${detail.count}` : '';
});
chat.addEventListener('dialogo-error', ({ detail }) => console.warn('chat:', detail.code, detail.message));
