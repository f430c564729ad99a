/** What is read of a document before it is touched, and what the answer to a change teaches. */
import { describe, expect, test } from 'bun:test'
import { plainFingerprint } from '../../worker/books/fingerprint.ts'
import { cents } from '../../worker/money/cents.ts'
import type { DocumentContent } from '../../worker/posting/document-content.ts'
import type { Link } from '../../worker/posting/known.ts'
import { learnAll } from '../../worker/posting/learn.ts'
import type { Lesson } from '../../worker/posting/lesson.ts'
import type { ChangeDocument, Purpose, RemoveDocument } from '../../worker/posting/purpose.ts'
import { readSent, sentText } from '../../worker/posting/sent-document.ts'
import type { SentDocument } from '../../worker/posting/sent-document.ts'
import { responsesOf } from './known-plain.ts'

const CONTENT: DocumentContent = {
  head: {
    CustomerRef: { ListID: '8-1' },
    TxnDate: '2026-08-05',
    BillAddress: { Addr1: 'Ana Lima', City: 'Reno' },
    Memo: 'Order 1042 TB1',
  },
  lines: [
    {
      name: 'InvoiceLineAdd',
      fields: {
        ItemRef: { ListID: '8-2' },
        Desc: 'Mug',
        Quantity: '2',
        Amount: 3980,
        SalesTaxCodeRef: { FullName: 'Non' },
      },
    },
  ],
}
const SENT: SentDocument = {
  fingerprint: plainFingerprint('first'),
  settingsVersion: 1,
  content: CONTENT,
  customFields: {},
  wasUndone: false,
  removed: null,
}
const LINK: Link = {
  subject: 'order:1042',
  role: 'sale',
  kind: 'Invoice',
  quickBooksID: '4A-1',
  label: '1042',
  editSequence: '7',
  sent: sentText(SENT),
  totalCents: cents(3980),
  posting: 1,
  isDeleted: false,
  twinID: null,
}
const TOTALS = '<Subtotal>39.80</Subtotal><SalesTaxTotal>0.00</SalesTaxTotal>'

type Shown = {
  readonly sequence?: string
  readonly date?: string
  readonly memo?: string
  readonly amount?: string
  readonly linked?: string
  readonly totals?: string
}

function invoice(shown: Shown = {}): string {
  const { sequence = '7', date = '2026-08-05', memo = 'Order 1042 TB1', amount = '39.80' } = shown
  return `<InvoiceRet><TxnID>4A-1</TxnID><TimeCreated>2026-08-05T10:00:00-07:00</TimeCreated><EditSequence>${sequence}</EditSequence><CustomerRef><ListID>8-1</ListID><FullName>Ana Lima</FullName></CustomerRef><TxnDate>${date}</TxnDate><RefNumber>1042</RefNumber><BillAddress><Addr1>Ana Lima</Addr1><City>Reno</City></BillAddress>${shown.totals ?? TOTALS}<Memo>${memo}</Memo>${shown.linked ?? ''}<InvoiceLineRet><TxnLineID>4B-1</TxnLineID><ItemRef><ListID>8-2</ListID><FullName>Mug</FullName></ItemRef><Desc>Mug</Desc><Quantity>2</Quantity><Rate>19.90</Rate><Amount>${amount}</Amount><SalesTaxCodeRef><ListID>8-3</ListID><FullName>Non</FullName></SalesTaxCodeRef></InvoiceLineRet></InvoiceRet>`
}

function read(
  ret: string,
  {
    status = 0,
    ...asked
  }: { status?: number; link?: Link; doubted?: string; isUnwanted?: boolean } = {},
): readonly Lesson[] {
  const { link = LINK, doubted = '', isUnwanted = false } = asked
  const purpose: Purpose = {
    kind: 'read-documents',
    documentKind: 'Invoice',
    documents: [{ link, doubted, isUnwanted }],
  }
  const severity = status === 0 ? 'Info' : 'Warn'
  return learnAll(
    { '1': purpose },
    responsesOf(
      `<InvoiceQueryRs requestID="1" statusCode="${status}" statusSeverity="${severity}" statusMessage="">${ret}</InvoiceQueryRs>`,
    ),
  )
}

describe('a document is read before it is touched', () => {
  test('as it was written: its EditSequence, its lines, and nobody’s change', () => {
    expect(read(invoice())).toEqual([
      {
        kind: 'document-read',
        key: 'sale order:1042',
        document: {
          txnID: '4A-1',
          editSequence: '7',
          txnDate: '2026-08-05',
          timeCreated: '2026-08-05T10:00:00-07:00',
          lineIDs: ['4B-1'],
          openCents: null,
          linked: [],
          edited: null,
        },
      },
    ])
  })

  test('printed, or paid and unpaid again, it is still as it was written', () => {
    expect(documentIn(read(invoice({ sequence: '8' })))?.edited).toBeNull()
  })

  test.each<[string, Shown, string]>([
    ['line', { amount: '49.80' }, 'its lines'],
    ['date', { date: '2026-08-06' }, 'its date'],
    ['memo', { memo: 'seen' }, 'its memo'],
  ])('a person’s change of a %s is seen', (_, shown, part) => {
    const edited = documentIn(read(invoice({ ...shown, sequence: '8' })))?.edited
    expect(edited?.parts).toEqual([part])
    expect(edited?.content.head.CustomerRef).toEqual({ ListID: '8-1' })
  })

  test('what is tied to it is told by kind and number', () => {
    const linked =
      '<LinkedTxn><TxnID>5A-1</TxnID><TxnType>ReceivePayment</TxnType><TxnDate>2026-08-06</TxnDate><RefNumber>77</RefNumber><Amount>-39.80</Amount></LinkedTxn>'
    expect(documentIn(read(invoice({ linked })))?.linked).toEqual([
      { txnID: '5A-1', type: 'ReceivePayment', refNumber: '77' },
    ])
  })

  test('found by its marker and untouched since, it says what it said then', () => {
    const link = { ...LINK, sent: sentText({ ...SENT, content: null }) }
    const [kept, shown] = read(invoice(), { link })
    expect(kept?.kind === 'linked-again' && readSent(kept.link)?.content?.lines).toHaveLength(1)
    expect(documentIn(shown === undefined ? [] : [shown])?.edited).toBeNull()
  })

  test('found by its marker and touched since, it may say anything', () => {
    const link = { ...LINK, sent: sentText({ ...SENT, content: null }) }
    expect(documentIn(read(invoice({ sequence: '8' }), { link }))?.edited).not.toBeNull()
  })

  test('from memory QuickBooks tells no document, and none is taken for gone', () => {
    expect(read('')).toEqual([{ kind: 'nothing', reason: '' }])
  })
})

describe('a document that is not there', () => {
  test('was deleted by a person, where the shop still wants it', () => {
    expect(read('', { status: 500 })).toEqual([
      { kind: 'document-deleted', link: { ...LINK, isDeleted: true } },
    ])
  })

  test.each<[string, string, number, 'void' | 'delete']>([
    ['void', invoice({ memo: 'VOID: TB1', totals: '<Subtotal>0.00</Subtotal>' }), 0, 'void'],
    ['gone', '', 500, 'delete'],
  ])('and that the shop gave up: %s is what was wanted', (_, ret, status, removed) => {
    const [lesson] = read(ret, { status, isUnwanted: true })
    expect(lesson?.kind).toBe('document-deleted')
    expect(lesson?.kind === 'document-deleted' && readSent(lesson.link)?.removed).toBe(removed)
  })
})

describe('a change whose answer was lost', () => {
  const doubted = sentText({
    ...SENT,
    fingerprint: plainFingerprint('second'),
    content: { ...CONTENT, head: { ...CONTENT.head, TxnDate: '2026-08-06' } },
  })

  test('took, where the document says what it was to say', () => {
    const [found, shown] = read(invoice({ date: '2026-08-06', sequence: '8' }), { doubted })
    expect(found).toEqual({
      kind: 'change-found',
      link: { ...LINK, sent: doubted, editSequence: '8' },
    })
    expect(documentIn(shown === undefined ? [] : [shown])?.edited).toBeNull()
  })

  test('did not take, where it says what it said before', () => {
    expect(read(invoice(), { doubted }).map(({ kind }) => kind)).toEqual(['document-read'])
  })
})

const CARRIED = { jobID: 5, revision: 2, generation: 7, subject: 'order:1042' }
const CHANGE: ChangeDocument = {
  ...CARRIED,
  kind: 'change-document',
  role: 'sale',
  documentKind: 'Invoice',
  link: LINK,
  sent: 'as changed',
  totalCents: cents(3980),
  order: '1042',
  alsoLink: [],
  leftToDo: null,
  losses: [],
  isAwaited: false,
}
const REMOVE: RemoveDocument = {
  ...CARRIED,
  kind: 'remove-document',
  role: 'sale',
  documentKind: 'Invoice',
  link: LINK,
  how: 'void',
  wish: 'cancelled',
  order: '1042',
  reason: null,
  isAwaited: false,
}

function answered(purpose: Purpose, rs: string): readonly Lesson[] {
  return learnAll({ '1': purpose }, responsesOf(rs))
}

describe('the answer to a change', () => {
  test('is the document as it stands from now on', () => {
    const ok = 'requestID="1" statusCode="0" statusSeverity="Info" statusMessage=""'
    expect(
      answered(CHANGE, `<InvoiceModRs ${ok}>${invoice({ sequence: '8' })}</InvoiceModRs>`),
    ).toEqual([
      {
        kind: 'document-changed',
        purpose: CHANGE,
        link: { ...LINK, editSequence: '8', sent: 'as changed' },
        quickBooksCents: cents(3980),
      },
    ])
  })

  test.each([3200, 3120])('%d: somebody was faster, it is read and decided anew', (code) => {
    const rs = `<InvoiceModRs requestID="1" statusCode="${code}" statusSeverity="Error" statusMessage="stale" />`
    expect(answered(CHANGE, rs)).toEqual([{ kind: 'job-again', jobID: 5, reason: 'stale' }])
  })

  test('that is not there leaves nobody wiser', () => {
    expect(answered(CHANGE, '')).toMatchObject([{ kind: 'job-in-doubt', jobID: 5 }])
    expect(answered(REMOVE, '')).toMatchObject([{ kind: 'job-in-doubt', jobID: 5 }])
  })

  test('of a document made void keeps its link, so that it is not made anew', () => {
    const rs =
      '<TxnVoidRs requestID="1" statusCode="0" statusSeverity="Info" statusMessage=""><TxnVoidType>Invoice</TxnVoidType><TxnID>4A-1</TxnID></TxnVoidRs>'
    expect(answered(REMOVE, rs)).toEqual([
      {
        kind: 'document-removed',
        purpose: REMOVE,
        link: { ...LINK, isDeleted: true, sent: sentText({ ...SENT, removed: 'void' }) },
      },
    ])
  })
})

function documentIn(lessons: readonly Lesson[]) {
  return lessons.flatMap((lesson) => (lesson.kind === 'document-read' ? [lesson.document] : []))[0]
}
