/** What the pages do beyond HTML: all boxes at once, keys, and looking again. Without it everything still works. */
export const SCRIPT = `'use strict'
const boxes = () => [...document.querySelectorAll('input[name="job"]')]
const all = document.querySelector('input[data-all]')
const chosen = document.querySelector('[data-chosen]')
function show() {
  const on = boxes().filter((box) => box.checked)
  for (const box of boxes()) box.closest('tr').classList.toggle('chosen', box.checked)
  if (chosen) chosen.textContent = on.length === 0 ? '' : ' ' + on.length
  if (all) {
    all.checked = on.length > 0 && on.length === boxes().length
    all.indeterminate = on.length > 0 && on.length < boxes().length
  }
}
if (all) {
  all.closest('[hidden]')?.removeAttribute('hidden')
  all.addEventListener('change', () => { for (const box of boxes()) box.checked = all.checked; show() })
}
document.addEventListener('change', (event) => { if (event.target.name === 'job') show() })
for (const select of document.querySelectorAll('select[data-submit]')) {
  select.addEventListener('change', () => select.form.requestSubmit())
}
const rows = () => [...document.querySelectorAll('a[data-row]')]
function step(by) {
  const links = rows()
  const at = links.findIndex((link) => link.closest('tr, li') === document.activeElement?.closest('tr, li'))
  links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))]?.focus()
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape') return void document.activeElement?.blur()
  if (/^(input|select|textarea)$/i.test(event.target.tagName) && event.target.type !== 'checkbox') return
  if (event.key === '/') { event.preventDefault(); document.querySelector('input[type="search"]')?.focus() }
  if (event.key === 'j') step(1)
  if (event.key === 'k') step(-1)
  if (event.key === 'x') document.activeElement?.closest('tr')?.querySelector('input[name="job"]')?.click()
})
const refreshed = document.querySelector('[data-refresh-seconds]')
if (refreshed) {
  setInterval(() => {
    const isBusy = document.hidden || document.activeElement !== document.body || String(getSelection()) !== ''
    if (!isBusy && !document.querySelector('main details[open]')) location.reload()
  }, refreshed.dataset.refreshSeconds * 1000)
}
show()
`
