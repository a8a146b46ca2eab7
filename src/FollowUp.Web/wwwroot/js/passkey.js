// Passkeys: the browser makes one or answers for one. Forms that need this are hidden where it cannot be done.

const isPossible = window.PublicKeyCredential?.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON;

async function optionsOf(form) {
  const token = form.querySelector('[name=__RequestVerificationToken]').value;
  const answer = await fetch(form.dataset.options, {
    method: 'POST',
    headers: { 'X-Requested-With': 'XMLHttpRequest', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ __RequestVerificationToken: token }),
  });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function ask(form) {
  const options = await optionsOf(form);
  return form.dataset.passkey === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function send(event) {
  const form = event.target;
  event.preventDefault();
  event.stopPropagation();
  const [button, told] = [form.querySelector('button'), form.querySelector('.field-error')];
  told.hidden = true;
  button.disabled = true;
  try {
    form.elements.Credential.value = JSON.stringify(await ask(form));
    form.submit();
  } catch {
    // Given up, too late, or no such passkey: the browser says no more to a page.
    told.textContent = form.dataset.failed;
    told.hidden = false;
    button.disabled = false;
  }
}

if (isPossible) {
  document.querySelectorAll('form[data-passkey]').forEach(form => {
    form.hidden = false;
    form.addEventListener('submit', send);
  });
}
