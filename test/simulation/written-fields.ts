/** What a sale's custom fields were given stands in them, once nothing of the order is left to do. */
import type { Violation } from './checks.ts'
import type { Evidence } from './evidence.ts'
import { standingOf } from './ledger.ts'
import type { Scene } from './scene.ts'
import { readSent } from '../../worker/posting/sent-document.ts'
import { customFieldsOf } from '../../worker/practice/look-up.ts'

export async function unwrittenFields(
  { bridge, ledger, backups }: Scene,
  { jobs }: Evidence,
): Promise<readonly Violation[]> {
  // An older company file has what it had.
  if (backups.worker !== 'none' || backups.company !== null) {
    return []
  }
  const standing = standingOf(ledger)
  const rows = await bridge.rows(
    "SELECT subject, quick_books_id, sent FROM links WHERE role = 'sale' AND deleted_at_ms IS NULL",
  )
  return rows.flatMap(({ subject, quick_books_id: TxnID, sent }) => {
    const isSynced = jobs.get(String(subject))?.state === 'synced'
    const documents = standing.get(String(subject)) ?? []
    const stands = documents.some((one) => one.TxnID === TxnID && one.state === 'stands')
    if (!isSynced || !stands) {
      return []
    }
    const there = customFieldsOf(ledger.company, String(TxnID))
    return Object.entries(readSent({ sent: String(sent) })?.customFields ?? {})
      .filter(([name, { value, state }]) => state !== 'written' || there[name] !== value)
      .map(([name, { value, state }]): Violation => {
        const what = `${String(subject)}: ${name} is ${there[name]}, not ${value} (${state})`
        return { rule: 'lost', what }
      })
  })
}
