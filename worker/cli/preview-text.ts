/** A preview for a person to read. */
import { KIND_NAMES } from '../books/sentence-words.ts'
import { changeSentence } from '../books/settings-changes.ts'
import { formatCents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { indentedXML } from '../posting/indented-xml.ts'
import type { PreviewAnswer } from '../session/preview-answer.ts'
import { table } from './table.ts'

type Document = PreviewAnswer['documents'][number]

export function previewText(
  preview: PreviewAnswer,
  { withXML }: { readonly withXML: boolean },
): string {
  const parts = [
    headText(preview),
    problemsText(preview),
    ...preview.documents.map(documentText),
    missingText(preview),
    preview.remarks.join('\n'),
    ...(withXML ? xmlTexts(preview) : []),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

const PLANS: Readonly<Record<PreviewAnswer['plan'], string>> = {
  send: 'It would be sent as follows.',
  agrees: 'All of it stands in QuickBooks; nothing would be sent.',
  hold: 'It would be held.',
  ask: 'QuickBooks would be asked first.',
  verify: 'QuickBooks would be read first.',
  withdraw: 'It would be let go.',
}

const SUPPOSITIONS: Readonly<Record<PreviewAnswer['supposing'][number], string>> = {
  'new company': 'QuickBooks’ lists were not read yet: a new company is supposed.',
  'suggested mapping':
    'What is not mapped yet is shown as “store defaults” would suggest it; whatever holds the order is named below.',
}

function headText({ order, settings, plan, supposing }: PreviewAnswer): string {
  const { number, status, total, currency } = order
  const under = settings.version === 0 ? 'the defaults' : `version ${settings.version}`
  return [
    `Order ${number}, ${status}, ${total} ${currency}, under ${under} of the settings. Nothing was sent, and nothing was written.`,
    ...settings.tried.map((change) => `Tried: ${changeSentence(change)}`),
    PLANS[plan],
    ...supposing.map((supposition) => SUPPOSITIONS[supposition]),
  ].join('\n')
}

function problemsText({ problems, leftOut }: PreviewAnswer): string {
  return [...(leftOut === null ? [] : [leftOut]), ...problems]
    .map(({ summary, remedy }) => `! ${summary}\n  ${remedy}`)
    .join('\n')
}

function documentText(document: Document): string {
  const { kind, refNumber, txnDate, totalCents, standing } = document
  const name = KIND_NAMES[kind]
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)} ${refNumber} of ${txnDate}, ${formatCents(totalCents)}`
  return [
    title.toUpperCase(),
    ...(standing === null ? [] : [standingText(standing)]),
    fieldsTable(document),
    linesTable(document),
    journalTable(document),
    taxTable(document),
    lossesTable(document),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function standingText({ kind, refNumber, txnID, isDeleted }: Standing): string {
  const place = `${kind} ${refNumber}, transaction ${txnID}`
  return isDeleted
    ? `It stood in QuickBooks as ${place}, until somebody deleted it there.`
    : `It stands in QuickBooks as ${place}.`
}

type Standing = NonNullable<Document['standing']>

function fieldsTable({ fields }: Document): string {
  const rows = fields.map(({ label, value, because, settings }) => {
    const keys = settings.map(({ key, isDefault }) => (isDefault ? `${key}, the default` : key))
    const why = keys.length === 0 ? because : `${because} [${keys.join('; ')}]`
    return [label, value ?? '–', why]
  })
  return rows.length === 0 ? '' : table([['field', 'value', 'why'], ...rows])
}

function linesTable({ lines }: Document): string {
  const rows = lines.map((line) => [
    line.item,
    line.quantity ?? '',
    formatCents(line.amountCents),
    line.isTaxable ? 'taxed' : '',
    line.account,
    line.description,
  ])
  const heads = ['item', 'quantity', 'amount', 'tax', 'account', 'description']
  return rows.length === 0 ? '' : table([heads, ...rows])
}

function journalTable({ kind, journal }: Document): string {
  if (journal.length === 0) {
    return `A ${KIND_NAMES[kind]} posts nothing.`
  }
  const rows = journal.map(({ account, debitCents, creditCents, of }) => [
    account,
    amountOrNothing(debitCents),
    amountOrNothing(creditCents),
    of.map((one) => (one === kind ? KIND_NAMES[kind] : one)).join(', '),
  ])
  return table([['account', 'debit', 'credit', 'for'], ...rows])
}

function amountOrNothing(amount: Cents): string {
  return amount === 0 ? '' : formatCents(amount)
}

function taxTable({ taxes }: Document): string {
  const rows = taxes.map(({ agency, item, ratePercent, amountCents, how }) => [
    agency,
    item,
    `${ratePercent} %`,
    formatCents(amountCents),
    how,
  ])
  return rows.length === 0 ? '' : table([['tax agency', 'item', 'rate', 'tax', 'how'], ...rows])
}

function lossesTable({ losses }: Document): string {
  const rows = losses.map(({ field, original, sent }) => [field, original, sent])
  return rows.length === 0 ? '' : table([['does not fit', 'in the shop', 'sent'], ...rows])
}

function missingText({ missing }: PreviewAnswer): string {
  const rows = missing.map(({ list, name, what, listID }) => [
    list.replaceAll('-', ' '),
    name,
    `is ${what}`,
    listID,
  ])
  return rows.length === 0
    ? ''
    : table([['QuickBooks lacks', 'name', 'and it', 'stands for it below'], ...rows])
}

function xmlTexts({ creatingXML, postingXML }: PreviewAnswer): readonly string[] {
  return [creatingXML, postingXML].flatMap((xml) => (xml === null ? [] : [indentedXML(xml)]))
}
