// The report as PDF: begins at once, says how it goes, and gives the file. Words come from the server and from data attributes.
// Without script the form's own button waits for the file.
(() => {
  'use strict';

  const form = document.querySelector('form[data-pdf]');
  if (!form) return;
  const part = name => form.querySelector(`[data-pdf-${name}]`);
  const [text, bar, file, make, cancel] = ['text', 'bar', 'file', 'make', 'cancel'].map(part);
  let stop = null;

  function show(state) {
    bar.hidden = cancel.hidden = state !== 'working';
    make.hidden = state !== 'idle';
    file.hidden = state !== 'done';
  }

  function take(line) {
    text.textContent = line.text;
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

  async function print() {
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
      text.textContent = fault.name === 'AbortError' ? form.dataset.cancelled : form.dataset.lost;
      show('idle');
      make.focus();
    }
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    print();
  });
  cancel.addEventListener('click', () => stop?.abort());
  print();
})();
