/** What an answer says of a customer that was changed, or read again before it is. */
import type { Ret } from '../qbxml/response.ts'
import { isComplete } from './judged.ts'
import type { Judged } from './judged.ts'
import type { Link } from './known.ts'
import type { Lesson } from './lesson.ts'
import { notDone } from './not-done.ts'
import type { ChangeCustomer, PurposeOf } from './purpose.ts'

export function learnFromChange(purpose: ChangeCustomer, judged: Judged): Lesson[] {
  const { response, disposition } = judged
  const { jobID } = purpose
  const [ret] = response.rets
  if (disposition.kind === 'stale-edit-sequence') {
    // Without an EditSequence the next plan reads the customer before it writes again.
    const link = { ...purpose.link, editSequence: '' }
    return [
      { kind: 'linked', how: 'reread', links: [link] },
      { kind: 'job-again', jobID, reason: response.statusMessage },
    ]
  }
  if (disposition.kind !== 'done' && disposition.kind !== 'done-with-warning') {
    return [notDone(purpose, judged)]
  }
  if (ret?.kind !== 'CustomerRet') {
    const reason = 'QuickBooks reports success without the customer'
    const isRemembered = response.errorRecovery !== null
    return [{ kind: 'job-in-doubt', jobID, reason, isRemembered }]
  }
  const link = { ...linkAfter(purpose.link, ret), sent: purpose.sent }
  return [{ kind: 'customer-changed', purpose, link }]
}

/**
 * The EditSequence as it is now, and which of the fields we want are there already: a change whose
 * answer was lost is not made twice, and what a person wrote into other fields stays.
 */
export function learnFromReread(
  purpose: PurposeOf<'reread-customer'>,
  { response, disposition }: Judged,
): Lesson[] {
  const [ret] = response.rets
  if (ret?.kind !== 'CustomerRet') {
    return isComplete(disposition)
      ? [{ kind: 'entry-gone', link: { ...purpose.link, isDeleted: true } }]
      : [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const before = JSON.parse(purpose.link.sent || '{}') as Record<string, unknown>
  const wanted = JSON.parse(purpose.sent) as Record<string, unknown>
  const standing = Object.entries(wanted).filter(([name, value]) =>
    isSame(value, Reflect.get(ret, name)),
  )
  const sent = JSON.stringify({ ...before, ...Object.fromEntries(standing) })
  const link = { ...linkAfter(purpose.link, ret), sent }
  return [{ kind: 'linked', how: 'reread', links: [link] }]
}

function linkAfter(link: Link, ret: Extract<Ret, { kind: 'CustomerRet' }>): Link {
  return { ...link, label: ret.FullName, editSequence: ret.EditSequence ?? '' }
}

/** A text or an address block as it is sent, and as QuickBooks gives it back. */
function isSame(wanted: unknown, found: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) {
    return wanted === found
  }
  return (
    typeof found === 'object' &&
    found !== null &&
    Object.entries(wanted).every(([name, part]) => part === Reflect.get(found, name))
  )
}
