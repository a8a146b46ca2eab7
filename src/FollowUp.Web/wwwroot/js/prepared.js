// Work that takes time, such as the report as a file: begins at once (or waits to be told), says how it goes, and goes to the result. Words come from the server
// and from data attributes.
// Without script the form's own button answers with the result.
(() => {
  'use strict';

  const form = document.querySelector('form[data-prepared]');
  if (!form) return;
  const part = name => form.querySelector(`[data-prepared-${name}]`);
  const [text, bar, count, file, make, cancel] = ['text', 'bar', 'count', 'file', 'make', 'cancel'].map(part);
  let stop = null;

  function show(state) {
    bar.hidden = cancel.hidden = state !== 'working';
    make.hidden = state !== 'idle';
    file.hidden = state !== 'done';
    if (state !== 'working') measure({});
  }

  // The count stands beside what is read aloud, not in it: it changes many times.
  function measure(line) {
    count.hidden = !line.count;
    count.textContent = line.count ?? '';
    if (line.count) bar.value = line.percent;
    else bar.removeAttribute('value');
  }

  function say(words) {
    if (text.textContent !== words) text.textContent = words;
  }

  function take(line) {
    say(line.text);
    measure(line);
    if (line.isFault) show('idle');
    if (!line.url) return;
    file.href = line.url;
    show('done');
    file.click();
  }

  // The answer comes in pieces that need not end where a line does.
  async function read(body) {
    let rest = '';
    let last = null;
    for (const reader = body.pipeThrough(new TextDecoderStream()).getReader(); ;) {
      const { value, done } = await reader.read();
      if (done) return last;
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      for (const line of lines) take(last = JSON.parse(line));
    }
  }

  async function begin() {
    stop = new AbortController();
    show('working');
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { Accept: 'application/x-ndjson' },
        body: new URLSearchParams(new FormData(form)),
        signal: stop.signal,
      });
      if (!answer.ok) throw new Error(answer.statusText);
      const last = await read(answer.body);
      if (!last?.url && !last?.isFault) throw new Error('cut off');
    } catch (fault) {
      say(fault.name === 'AbortError' ? form.dataset.cancelled : form.dataset.lost);
      show('idle');
      make.focus();
    }
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    begin();
  });
  cancel.addEventListener('click', () => stop?.abort());
  if (form.dataset.prepared !== 'wait') begin();
})();
