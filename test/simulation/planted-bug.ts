/**
 * A bug on purpose, to prove that the simulation finds one: an engine that believes, without having
 * asked, that nothing of what is queued stands in QuickBooks.
 */
import type { Database as Sqlite } from 'bun:sqlite'
import { documentKey } from '../../worker/posting/doubted.ts'
import type { SessionState } from '../../worker/session/state.ts'

/** After a batch: the live session knows of each queued order that its number is free. */
export function skipVerification(sqlite: Sqlite): void {
  const queued = sqlite.query("SELECT subject FROM jobs WHERE state = 'queued'").all()
  const live = sqlite.query('SELECT state FROM sessions WHERE ended_at_ms IS NULL').get()
  if (queued.length === 0 || live === null) {
    return
  }
  const state = JSON.parse((live as { readonly state: string }).state) as SessionState
  const findings = (queued as { readonly subject: string }[]).flatMap(({ subject }) =>
    (['sale', 'payment'] as const).map(
      (role) => [documentKey(subject, role), { kind: 'absent' }] as const,
    ),
  )
  const knowledge = { ...state.knowledge, findings: Object.fromEntries(findings) }
  sqlite
    .query('UPDATE sessions SET state = ? WHERE ended_at_ms IS NULL')
    .run(JSON.stringify({ ...state, knowledge }))
  // No set is in doubt either.
  sqlite.run("UPDATE jobs SET message_set_id = NULL WHERE state = 'queued'")
}
