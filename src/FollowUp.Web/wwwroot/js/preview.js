// Shows typed Markdown as it will be read. Loaded when somebody asks for it.

/** Opens or closes the preview that a button stands for. */
export async function preview(button) {
  const area = document.getElementById(button.dataset.previewFor);
  const box = document.getElementById(`${button.dataset.previewFor}-preview`);
  if (!area || !box) return;
  const show = open => {
    box.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    button.textContent = (open ? button.dataset.hide : button.dataset.show) ?? button.textContent;
  };
  if (!box.hidden) {
    show(false);
    return;
  }
  const data = new FormData();
  data.set('text', area.value);
  const token = area.form?.querySelector('input[name="__RequestVerificationToken"]');
  if (token) data.set(token.name, token.value);
  try {
    const answer = await fetch(button.dataset.previewUrl, { method: 'POST', body: data, redirect: 'manual', credentials: 'same-origin' });
    if (!answer.ok) throw new Error(String(answer.status));
    box.innerHTML = await answer.text();
  } catch {
    box.textContent = button.dataset.error ?? '';
  }
  show(true);
}
