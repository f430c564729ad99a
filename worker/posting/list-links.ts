/** The links that an entry of QuickBooks' lists makes, one a subject that it is known by. */
import type { Ret } from '../qbxml/response.ts'
import type { Link } from './known.ts'

export function linksTo(
  ret: Extract<Ret, { IsActive: boolean }>,
  wanted: {
    readonly linkSubjects: readonly string[]
    readonly role: Link['role']
    readonly sent?: string
    readonly evidence?: Link['evidence']
  },
): readonly Link[] {
  return wanted.linkSubjects.map((subject) => ({
    subject,
    role: wanted.role,
    kind: ret.kind.replace(/Ret$/, ''),
    quickBooksID: ret.ListID,
    label: ret.FullName,
    editSequence: ret.EditSequence ?? '',
    sent: wanted.sent ?? '',
    totalCents: null,
    posting: 1,
    isDeleted: false,
    twinID: null,
    ...(wanted.evidence === undefined ? {} : { evidence: wanted.evidence }),
  }))
}
