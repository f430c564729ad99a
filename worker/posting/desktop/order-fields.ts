/** The requests that write a sale's custom fields: behind its Add, or on the sale that stands. */
import type { SaleKind } from '../../books/document.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { NOBODYS } from '../../qbxml/data-ext.ts'
import { findEntry } from '../known.ts'
import type { Known, Link } from '../known.ts'
import { carriedFor } from '../plan.ts'
import type { JobAtHand } from '../plan.ts'
import type { PlannedRequest, WriteField } from '../purpose.ts'
import { readSent } from '../sent-document.ts'
import type { SentFields, SentState } from '../sent-document.ts'
import { fieldsDue } from '../sent-field.ts'
import { saleKindOf } from './order-standing.ts'
import type { OrderInBooks } from './wanted.ts'

/** Behind its Add in the same set, by the name that the set knows it by. */
export function fieldsOfNew(
  job: JobAtHand,
  { order, macro }: { readonly order: OrderInBooks; readonly macro: string },
): readonly PlannedRequest[] {
  const { kind, head } = order.sale
  return writeAll(job, {
    order,
    kind,
    fields: fieldsDue(head.customFields),
    link: null,
    TxnID: { useMacro: macro },
  })
}

/** What is still to be written on the sale that stands. */
export function fieldsOfStanding(
  job: JobAtHand,
  { order, links }: { readonly order: OrderInBooks; readonly links: readonly Link[] },
): readonly PlannedRequest[] {
  const link = links.find(({ role }) => role === 'sale')
  if (link === undefined) {
    return []
  }
  const fields = readSent(link)?.customFields ?? {}
  return writeAll(job, {
    order,
    kind: saleKindOf(link),
    fields,
    link,
    TxnID: link.quickBooksID,
  })
}

type Writing = {
  readonly order: OrderInBooks
  readonly kind: SaleKind
  readonly fields: SentFields
  readonly link: Link | null
  readonly TxnID: string | { readonly useMacro: string }
}

const HOW = {
  due: 'add',
  taken: 'change',
  'to-empty': 'empty',
} as const satisfies Partial<Record<SentState, WriteField['how']>>

function writeAll(job: JobAtHand, writing: Writing): readonly PlannedRequest[] {
  const { order, kind, fields, link } = writing
  const { context, leftToDo } = order
  return Object.entries(fields).flatMap(([name, { value, state }]): PlannedRequest[] => {
    if (state === 'written') {
      return []
    }
    const how = HOW[state]
    return [
      {
        key: `field ${name} ${job.subject}`,
        purpose: {
          kind: 'write-field',
          ...carriedFor(job),
          documentKind: kind,
          name,
          value,
          how,
          link,
          order: context.order,
          leftToDo,
        },
        request: requestTo(how, { ...writing, name: namedIn(context.known, name), value }),
      },
    ]
  })
}

/** As QuickBooks spells it. */
function namedIn(known: Known, name: string): string {
  return findEntry(known, 'custom-field', name)?.fullName ?? name
}

function requestTo(
  how: WriteField['how'],
  { kind, TxnID, name, value }: Writing & { readonly name: string; readonly value: string },
): QbxmlRequest {
  const field = { OwnerID: NOBODYS, DataExtName: name, TxnDataExtType: kind }
  if (how === 'add') {
    const DataExtAdd = { ...field, TxnID, DataExtValue: value }
    return { name: 'DataExtAddRq', content: { DataExtAdd } }
  }
  if (typeof TxnID !== 'string') {
    throw new Error(`the custom field ${name} of a new document cannot stand already`)
  }
  return how === 'change'
    ? {
        name: 'DataExtModRq',
        content: { DataExtMod: { ...field, TxnID, DataExtValue: value } },
      }
    : { name: 'DataExtDelRq', content: { DataExtDel: { ...field, TxnID } } }
}
