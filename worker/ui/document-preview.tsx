/** A document as it would be in QuickBooks: its fields with their reasons, its lines, what it books. */
import type { DocumentKind, TextLoss } from '../books/document.ts'
import type { FieldRule } from '../books/field-rules.ts'
import type { JournalLine } from '../books/journal-lines.ts'
import { KIND_NAMES } from '../books/sentence-words.ts'
import type { TaxOfItem } from '../books/tax-by-agency.ts'
import type { Cents } from '../money/cents.ts'
import { centsText } from './money.ts'
import { kindTitle, pathOfSetting } from './setting-words.ts'
import { TableHead } from './table-head.tsx'

export type ShownDocument = {
  /** `sale`, `payment`, `refund:77` … */
  readonly role: string
  readonly kind: DocumentKind
  readonly refNumber: string
  readonly txnDate: string
  readonly totalCents: Cents
  readonly fields: readonly FieldRule[]
  readonly lines: readonly ShownLine[]
  readonly journal: readonly JournalLine[]
  readonly taxes: readonly TaxOfItem[]
  readonly losses: readonly TextLoss[]
  readonly standing: {
    readonly kind: string
    readonly refNumber: string
    readonly isDeleted: boolean
  } | null
  readonly sent: 'now' | 'later' | 'not'
}

type ShownLine = {
  readonly item: string
  readonly description: string
  readonly quantity: string | null
  readonly amountCents: Cents
  readonly isTaxable: boolean
  readonly account: string
}

type Part = { readonly document: ShownDocument; readonly currency: string }

export function DocumentPreview({ document, currency }: Part) {
  const { kind, refNumber, txnDate, totalCents } = document
  return (
    <section class="document">
      <h2>
        {kindTitle(kind)} {refNumber}{' '}
        <span class="quiet">
          of {txnDate}, {centsText(totalCents, currency)}
        </span>
      </h2>
      <Standing document={document} />
      <Lines document={document} currency={currency} />
      <Journal document={document} currency={currency} />
      <Taxes document={document} currency={currency} />
      <Losses document={document} />
      <Fields document={document} />
    </section>
  )
}

function Standing({ document: { standing, sent } }: { readonly document: ShownDocument }) {
  if (standing !== null) {
    return (
      <p class="quiet">
        {standing.isDeleted
          ? `It stood in QuickBooks as ${standing.refNumber}, until somebody deleted it there.`
          : `It stands in QuickBooks as ${standing.refNumber}.`}
      </p>
    )
  }
  return sent === 'later' ? (
    <p class="quiet">It is sent once the document that it waits for stands.</p>
  ) : null
}

function Lines({ document: { lines }, currency }: Part) {
  return lines.length === 0 ? null : (
    <table class="cards">
      <caption>Lines</caption>
      <TableHead
        columns={['Item', { number: 'Quantity' }, { number: 'Amount' }, 'Tax', 'Account']}
      />
      <tbody>
        {lines.map(({ item, description, quantity, amountCents, isTaxable, account }) => (
          <tr>
            <th scope="row">
              {item}
              {description === '' ? null : <span class="reason quiet">{description}</span>}
            </th>
            <td class="number" data-label="Quantity">
              {quantity ?? ''}
            </td>
            <td class="number" data-label="Amount">
              {centsText(amountCents, currency)}
            </td>
            <td>{isTaxable ? 'taxed' : ''}</td>
            <td data-label="Account">{account}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Journal({ document: { kind, journal }, currency }: Part) {
  if (journal.length === 0) {
    return <p class="quiet">A {KIND_NAMES[kind]} books nothing.</p>
  }
  return (
    <table class="cards">
      <caption>What it books</caption>
      <TableHead columns={['Account', 'For', { number: 'Debit' }, { number: 'Credit' }]} />
      <tbody>
        {journal.map(({ account, of, debitCents, creditCents }) => (
          <tr>
            <th scope="row">{account}</th>
            <td>{of.map((one) => (one === kind ? KIND_NAMES[kind] : one)).join(', ')}</td>
            <td class="number" data-label="Debit">
              {debitCents === 0 ? '' : centsText(debitCents, currency)}
            </td>
            <td class="number" data-label="Credit">
              {creditCents === 0 ? '' : centsText(creditCents, currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Taxes({ document: { taxes }, currency }: Part) {
  return taxes.length === 0 ? null : (
    <table class="cards">
      <caption>Sales tax by agency</caption>
      <TableHead columns={['Agency', 'Item', { number: 'Rate' }, { number: 'Tax' }, 'How']} />
      <tbody>
        {taxes.map(({ agency, item, ratePercent, amountCents, how }) => (
          <tr>
            <th scope="row">{agency}</th>
            <td data-label="Item">{item}</td>
            <td class="number" data-label="Rate">
              {ratePercent} %
            </td>
            <td class="number" data-label="Tax">
              {centsText(amountCents, currency)}
            </td>
            <td>{how === 'computed' ? 'computed by QuickBooks' : how}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Losses({ document: { losses } }: { readonly document: ShownDocument }) {
  return losses.length === 0 ? null : (
    <>
      <p>QuickBooks has no room for all of the shop’s text:</p>
      <ul class="changes">
        {losses.map(({ field, original, sent }) => (
          <li>
            {field}: {original} <span aria-hidden="true">→</span>
            <span class="unseen"> becomes </span> <strong>{sent}</strong>
          </li>
        ))}
      </ul>
    </>
  )
}

function Fields({ document: { fields } }: { readonly document: ShownDocument }) {
  return fields.length === 0 ? null : (
    <details open>
      <summary>Each field, and why it is so</summary>
      <table class="cards">
        <caption class="unseen">Fields</caption>
        <TableHead columns={['Field', 'Value', 'Why']} />
        <tbody>
          {fields.map(({ label, value, because, settings }) => (
            <tr>
              <th scope="row">{label}</th>
              <td>{value ?? '–'}</td>
              <td class="quiet">
                {because}
                {settings.map(({ key, isDefault }) => (
                  <>
                    {' '}
                    <a href={pathOfSetting(key)}>
                      <code>{key}</code>
                    </a>
                    {isDefault ? ', the default.' : '.'}
                  </>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
