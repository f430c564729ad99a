/** A bar on a terminal; one line at the end where nobody watches. */
const WIDTH = 30

export function progressBar(label: string, total: number): (done: number) => void {
  return (done) => {
    const isDone = done >= total
    if (process.stdout.isTTY) {
      const filled = Math.round((done / Math.max(1, total)) * WIDTH)
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
      process.stdout.write(`\r${label} ${bar} ${done}/${total}${isDone ? '\n' : ''}`)
    } else if (isDone) {
      process.stdout.write(`${label} ${done}/${total}\n`)
    }
  }
}
