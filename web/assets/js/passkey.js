// Passkeys, in the shapes that webauthn-rs reads and writes. Forms say what they want:
// <form data-passkey="register|signin" data-start="/…/start" data-finish="/…/finish"> … <p role="alert" hidden></p>
// A button with data-plain sends the form as it is: the other way in.

import { base64url, unbase64url } from './card/bytes.js';

const listed = (list) => list?.map((entry) => ({ ...entry, id: unbase64url(entry.id) }));

/** @param {object} options as the server sent them, `{"publicKey": …}` @returns {Promise<object>} what to send back */
export async function create(options) {
  const { publicKey } = options;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: unbase64url(publicKey.challenge),
      user: { ...publicKey.user, id: unbase64url(publicKey.user.id) },
      excludeCredentials: listed(publicKey.excludeCredentials),
    },
  });
  const { attestationObject, clientDataJSON } = credential.response;
  return sent(credential, {
    attestationObject: base64url(attestationObject),
    clientDataJSON: base64url(clientDataJSON),
    transports: credential.response.getTransports?.() ?? [],
  });
}

/** @param {object} options `{"publicKey": …, "mediation"?: …}` @param {AbortSignal} [signal] */
export async function get(options, signal) {
  const { publicKey, mediation } = options;
  const credential = await navigator.credentials.get({
    mediation: mediation ?? undefined,
    signal,
    publicKey: {
      ...publicKey,
      challenge: unbase64url(publicKey.challenge),
      allowCredentials: listed(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
  return sent(credential, {
    authenticatorData: base64url(authenticatorData),
    clientDataJSON: base64url(clientDataJSON),
    signature: base64url(signature),
    userHandle: userHandle ? base64url(userHandle) : null,
  });
}

const sent = (credential, response) => ({
  id: credential.id,
  rawId: base64url(credential.rawId),
  type: credential.type,
  extensions: {},
  response,
});

async function post(address, body) {
  const response = await fetch(address, {
    method: 'POST', credentials: 'same-origin', body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  });
  const answer = await response.json().catch(() => ({}));
  // RFC 9457: the server's own words for what was wrong, those about single fields first
  if (!response.ok) throw new Error(answer.fields?.map(({ detail }) => detail).join(' ') || (answer.detail ?? ''));
  return answer;
}

async function run(form) {
  const fields = Object.fromEntries(new FormData(form));
  const options = await post(form.dataset.start, fields);
  const credential = await (form.dataset.passkey === 'register' ? create(options) : get(options));
  const { location: next } = await post(form.dataset.finish, credential);
  location.assign(new URL(next ?? '/', location.href));
}

function complain(form, error) {
  const alert = form.querySelector('[role=alert]');
  if (!alert) return;
  // The words come from the page, in its language: data-cancelled, data-known, data-failed.
  const words = { NotAllowedError: alert.dataset.cancelled, AbortError: alert.dataset.cancelled, InvalidStateError: alert.dataset.known, NotSupportedError: alert.dataset.unsupported };
  alert.textContent = words[error.name] ?? (error.message || alert.dataset.failed || '');
  alert.hidden = false;
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches?.('form[data-passkey]') || event.submitter?.matches('[data-plain]')) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector('button');
  form.querySelector('[role=alert]')?.setAttribute('hidden', '');
  button.disabled = true;
  try {
    await run(form);
  } catch (error) {
    complain(form, error instanceof TypeError ? new Error() : error);
    button.disabled = false;
    button.focus();
  }
});

// Without passkeys in this browser, the page's other way in is what remains.
if (!globalThis.PublicKeyCredential) {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    for (const button of form.querySelectorAll('button:not([data-plain])')) button.disabled = true;
    complain(form, new DOMException('', 'NotSupportedError'));
  }
}
