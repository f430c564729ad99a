/** What an order is in the books: each field with its rule, its lines, and what it books. */
import type { Problem } from '../books/problems.ts'
import { layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { centsText } from './money.ts'
import type { Markup } from './page.tsx'
import { ProblemBox } from './problem-box.tsx'

/** As the preview answers it, as far as it is shown. */
export type DocumentShown = {
  readonly name: string
  readonly path: string
  readonly currency: string
  readonly problems: readonly Problem[]
  readonly documents: readonly ShownDocument[]
  readonly remarks: readonly string[]
}

export type ShownDocument = {
  readonly title: string
  readonly totalCents: number
  readonly fields: readonly ShownField[]
  readonly lines: readonly ShownLine[]
  readonly journal: readonly ShownBooking[]
}

export type ShownField = {
  readonly label: string
  readonly value: string | null
  readonly because: string
  readonly settings: readonly { readonly key: string; readonly isDefault: boolean }[]
}

export type ShownLine = {
  readonly item: string
  readonly description: string
  readonly quantity: string | null
  readonly amountCents: number
  readonly account: string
}

export type ShownBooking = {
  readonly account: string
  readonly debitCents: number
  readonly creditCents: number
}

export function documentPage(shell: Shell, shown: DocumentShown): Markup {
  const { name, path, problems, documents, remarks, currency } = shown
  return layout({
    shell,
    title: `${name} in the books`,
    at: '/queue',
    children: (
      <>
        <p>
          What it is under today’s settings; nothing is sent by looking.{' '}
          <a href={path}>Back to {name}</a>
        </p>
        {problems.map((problem) => (
          <ProblemBox problem={problem} />
        ))}
        {documents.map((document) => (
          <section>
            <h2>
              {document.title}, {centsText(document.totalCents, currency)}
            </h2>
            <Fields fields={document.fields} />
            {document.lines.length === 0 ? null : <Lines lines={document.lines} />}
            {document.journal.length === 0 ? null : <Bookings journal={document.journal} />}
          </section>
        ))}
        {remarks.map((remark) => (
          <p class="quiet">{remark}</p>
        ))}
      </>
    ),
  })
}

function Fields({ fields }: { readonly fields: readonly ShownField[] }) {
  return (
    <table class="cards">
      <caption class="unseen">Fields</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Holds</th>
          <th scope="col">Because</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ label, value, because, settings }) => (
          <tr>
            <th scope="row">{label}</th>
            <td>{value ?? <span class="quiet">left to QuickBooks</span>}</td>
            <td class="quiet">
              {because}
              {settings.map(({ key, isDefault }) => (
                <span class="reason">
                  <code>{key}</code>
                  {isDefault ? ', as it is by default' : ''}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Lines({ lines }: { readonly lines: readonly ShownLine[] }) {
  return (
    <>
      <h3>Lines</h3>
      <table class="cards">
        <caption class="unseen">Lines</caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Account</th>
            <th scope="col" class="number">
              Quantity
            </th>
            <th scope="col" class="number">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ item, description, quantity, amountCents, account }) => (
            <tr>
              <th scope="row">
                {item} <span class="reason quiet">{description}</span>
              </th>
              <td data-label="Account">{account}</td>
              <td class="number" data-label="Quantity">
                {quantity ?? ''}
              </td>
              <td class="number" data-label="Amount">
                {centsText(amountCents, '')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Bookings({ journal }: { readonly journal: readonly ShownBooking[] }) {
  return (
    <>
      <h3>What it books</h3>
      <table class="cards">
        <caption class="unseen">Debits and credits</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col" class="number">
              Debit
            </th>
            <th scope="col" class="number">
              Credit
            </th>
          </tr>
        </thead>
        <tbody>
          {journal.map(({ account, debitCents, creditCents }) => (
            <tr>
              <th scope="row">{account}</th>
              <td class="number" data-label="Debit">
                {sideText(debitCents)}
              </td>
              <td class="number" data-label="Credit">
                {sideText(creditCents)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** An amount stands on one side; the other is empty. */
function sideText(amountCents: number): string {
  return amountCents === 0 ? '' : centsText(amountCents, '')
}
