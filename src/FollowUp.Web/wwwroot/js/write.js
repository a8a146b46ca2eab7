// Each key goes to the browser's storage at once and to the server a second later, which confirms it.

const tokenName = '__RequestVerificationToken';
const fields = ['Status', 'FollowUp', 'Analysis'];
const tidy = text => (text ?? '').replace(/\r\n?/g, '\n').normalize('NFC');
const same = (a, b) => fields.every(name => tidy(a[name]) === tidy(b[name]));
const longest = 60000;
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
const post = (url, body, more) =>
  fetch(url, { method: 'POST', body, redirect: 'manual', headers: { 'X-Requested-With': 'XMLHttpRequest' }, ...more });

// Throws where nothing may be kept.
const storage = (() => { try { return localStorage; } catch { return null; } })();
// One unreadable entry must not stop the others.
const parse = key => { try { return { key, ...JSON.parse(storage.getItem(key)) }; } catch { return {}; } };
const draftsOf = prefix => Object.keys(storage ?? {}).filter(key => key.startsWith(prefix))
  .map(parse).filter(draft => draft.text && draft.origin).sort((a, b) => b.at - a.at);

function write(form) {
  const find = name => form.querySelector(`[data-${name}]`);
  const state = find('save-state');
  const words = state.dataset;
  const prefix = `followup:${form.dataset.user}:${form.dataset.note}:`;
  const key = prefix + newId();
  const inputs = form.elements;
  const read = (before = '') => Object.fromEntries(fields.map(name => [name, inputs[before + name].value]));
  let version = inputs.Version.value, origin = read('Origin');
  let field = null, unanswered = [], timer = 0, firstKey = 0, failures = 0, busy = null, chosen = null, isSubmitting = false, lastSeen = 0, lastActive = Date.now(), turns = 0, leaving = null, isClosed = false;

  // What a check-point filled in is no draft.
  let prefilled = form.dataset.prefilled;
  const isDirty = () => !prefilled && !same(read(), origin);

  function put(text) {
    inputs.Status.forEach(radio => { radio.checked = radio.value === text.Status; });
    for (const name of ['FollowUp', 'Analysis']) {
      const area = inputs[name];
      const next = text[name] ?? '';
      if (tidy(area.value) === next) continue;
      // What others wrote before the cursor moves it along.
      const at = area.selectionStart, rest = area.value.slice(at);
      area.value = next;
      const place = rest && next.endsWith(rest) ? next.length - rest.length : Math.min(at, next.length);
      if (document.activeElement === area) area.setSelectionRange(place, place);
      area.dispatchEvent(new Event('input'));
    }
  }

  function say(text, look = '') {
    state.className = `saved ${look}`;
    state.querySelector('svg')?.toggleAttribute('hidden', look !== '');
    state.querySelector('span').textContent = text;
  }

  function tell(name, text) {
    const box = find(name);
    box.hidden = !text;
    box.querySelector('p').textContent = text ?? '';
  }

  function problem(text, signIn) {
    tell('save-problem', text);
    find('sign-in').hidden = !signIn;
    if (text) say(words.unsaved, 'offline');
  }

  function remember() {
    if (leaving?.isGone) return;
    try {
      storage.setItem(key, JSON.stringify({ version, origin, unanswered, isClosed, field, text: read(), at: Date.now() }));
    } catch {
      tell('save-notice', words.full);
    }
  }

  /** Takes up what an earlier page of this person could not get confirmed; a page that is still open keeps its own. */
  function adopt() {
    for (const draft of draftsOf(prefix).filter(other => other.key !== key)) {
      if (!draft.isClosed && Date.now() - draft.at < 3000) {
        setTimeout(adopt, 3500);
      } else if (same(draft.text, origin)) {
        storage.removeItem(draft.key);
      } else if (!isDirty() && !busy && !chosen) {
        ({ version, origin, unanswered, field } = draft);
        prefilled = null;
        put(draft.text);
        remember();
        storage.removeItem(draft.key);
        inputs[draft.field]?.focus?.();
        tell('save-notice', words.restored);
        save();
        return;
      }
    }
  }

  function body(isLeaving, extra) {
    const data = new URLSearchParams({ ...read(), Version: version, SaveId: newId(), [tokenName]: inputs[tokenName].value, ...extra });
    unanswered.forEach(id => data.append('Unanswered', id));
    const whole = new URLSearchParams(data);
    whole.set('HasOrigin', 'true');
    fields.forEach(name => whole.set('Origin' + name, origin[name]));
    // What is sent on the way out must be short: there the storage stands behind it.
    return isLeaving && `${whole}`.length > longest ? data : whole;
  }

  function schedule(wait = 1000) {
    clearTimeout(timer);
    firstKey ||= Date.now();
    timer = setTimeout(save, Math.max(0, Math.min(wait, firstKey + 8000 - Date.now())));
  }

  const retry = () => { timer = setTimeout(save, Math.min(15000, 1000 * 2 ** failures++)); };

  /** Sends the text; true when the server has confirmed all that is in the fields. */
  async function save({ byButton = false, isLeaving = false, choice = null } = {}) {
    clearTimeout(timer);
    if (busy && !isLeaving) {
      await busy;
      return save({ byButton, choice });
    }
    if (chosen && !choice) return false;
    if (!isDirty() && !byButton && !choice) return true;
    firstKey = 0;
    prefilled = null;
    const sent = read();
    const data = body(isLeaving, choice ? { choice, Version: chosen } : { IsAutomatic: !byButton });
    unanswered = [...unanswered, data.get('SaveId')].slice(-20);
    remember();
    say(words.saving, 'waiting');
    const turn = ++turns;
    let done;
    busy = new Promise(resolve => { done = resolve; });
    try {
      const answer = await post(form.dataset.autosave + (choice ? '/resolution' : ''), data,
        { keepalive: isLeaving && `${data}`.length < longest, signal: AbortSignal.timeout(30000) });
      // A later save knows of this one by its name.
      return turn === turns && await take(answer, sent);
    } catch {
      say(words.offline, 'offline');
      retry();
      return false;
    } finally {
      if (turn === turns) busy = null;
      done();
      if (!isDirty()) adopt();
    }
  }

  async function take(answer, sent) {
    if (answer.status === 409) {
      chosen = answer.headers.get('X-Note-Version');
      find('conflict').innerHTML = await answer.text();
      say(words.choose, 'offline');
      if (!form.contains(document.activeElement)) find('conflict').querySelector('[tabindex]').focus();
      return false;
    }
    // 400: somebody else has signed in here meanwhile.
    if ([400, 401].includes(answer.status) || answer.type === 'opaqueredirect') {
      problem(words.ended, true);
      retry();
      return false;
    }
    const told = await answer.json();
    if (!answer.ok) {
      problem(`${told.message} ${words.kept}`);
      if (answer.status >= 500) retry();
      return false;
    }
    failures = 0;
    problem('');
    if (chosen) {
      chosen = null;
      find('conflict').replaceChildren();
    }
    const now = read();
    if (!told.text || same(now, sent)) {
      unanswered = [];
      version = told.version;
      origin = told.text ?? sent;
      put(told.text ? origin : now);
    } else {
      // Typed on meanwhile: the next save joins again, from what was sent.
      origin = sent;
    }
    for (const name of fields) inputs['Origin' + name].value = origin[name];
    inputs.Version.value = version;
    if (told.joined) tell('save-notice', told.joined);
    if (isDirty()) {
      remember();
      schedule();
      return false;
    }
    storage?.removeItem(key);
    say(told.saved);
    return true;
  }

  async function look() {
    // A page that nobody touches lets its session end; of many forms, one looks.
    if (document.hidden || isSubmitting || Date.now() - lastActive > 600000) return;
    if (editors.length > 1 && !form.contains(document.activeElement)) return;
    const isWriting = Date.now() - lastSeen < 20000;
    const data = new URLSearchParams({ isWriting, [tokenName]: inputs[tokenName].value });
    const answer = await post(form.dataset.autosave + '/presence', data).catch(() => null);
    if (!answer?.ok) return;
    const told = await answer.json();
    const box = find('writers');
    box.textContent = told.writers;
    box.hidden = !told.writers;
    if (told.version !== version && !isDirty() && !busy) tell('save-notice', told.news);
  }

  form.addEventListener('focusin', () => { lastActive = Date.now(); });
  form.addEventListener('input', event => {
    if (!fields.includes(event.target.name)) return;
    lastActive = Date.now();
    field = event.target.name;
    prefilled = null;
    remember();
    if (chosen) return;
    say(words.saving, 'waiting');
    schedule();
    if (Date.now() - lastSeen > 15000) {
      lastSeen = Date.now();
      look();
    }
  });

  form.addEventListener('submit', async event => {
    const button = event.submitter;
    if (isSubmitting) return;
    event.preventDefault();
    event.stopPropagation();
    if (button?.name === 'Choice') return save({ choice: button.value });
    const isSaved = await save({ byButton: true }) || await save();
    if (!isSaved || !button || button.hasAttribute('data-save')) return;
    isSubmitting = true;
    setTimeout(() => { isSubmitting = false; }, 20000);
    form.requestSubmit(button);
  });

  document.addEventListener('followup:leaving', event => {
    leaving = event.detail;
    leaving.saves.push(save());
  });
  addEventListener('online', () => save());
  addEventListener('pagehide', () => {
    isClosed = true;
    if (isDirty()) remember();
  });
  addEventListener('pageshow', event => {
    isClosed = false;
    if (!event.persisted) return;
    isSubmitting = false;
    look();
    if (isDirty()) save();
  });
  document.addEventListener('visibilitychange', () => { if (document.hidden && isDirty()) save({ isLeaving: true }); });
  setInterval(look, 20000);

  look();
  if (isDirty()) {
    remember();
    schedule();
  }
  adopt();
}

const editors = document.querySelectorAll('form[data-autosave]');
editors.forEach(write);

if (matchMedia('(min-width: 66rem)').matches) document.querySelectorAll('.last-year').forEach(part => { part.open = true; });
