/** What an order would be in the books: whether it would go, its documents, and what is sent. */
import type { Problem } from '../books/problems.ts'
import { DocumentPreview } from './document-preview.tsx'
import type { ShownDocument } from './document-preview.tsx'
import { ProblemBox } from './problem-box.tsx'
import { pathOf } from './subject-name.ts'

/** `PreviewAnswer` of the operator's door, as far as a page shows it. */
export type ShownPreview = {
  readonly order: {
    readonly subject: string
    readonly number: string
    readonly status: string
    readonly currency: string
    readonly total: string
  }
  readonly plan: keyof typeof PLANS
  readonly supposing: readonly (keyof typeof SUPPOSITIONS)[]
  readonly leftOut: Problem | null
  readonly problems: readonly Problem[]
  readonly documents: readonly ShownDocument[]
  readonly missing: readonly {
    readonly list: string
    readonly name: string
    readonly what: string
  }[]
  /** Where it stands what is sent, word for word; null where that is not to be seen. */
  readonly setsPath: string | null
  readonly remarks: readonly string[]
}

const PLANS = {
  send: 'It would be sent as follows.',
  agrees: 'All of it stands in QuickBooks; nothing would be sent.',
  hold: 'It would be held.',
  ask: 'QuickBooks would be asked first.',
  verify: 'QuickBooks would be read first.',
  withdraw: 'It would be let go.',
} as const

const SUPPOSITIONS = {
  'new company': 'QuickBooks’ lists were not read yet: a new company is supposed.',
  'suggested mapping':
    'What is not mapped yet is shown as it would be suggested; whatever holds the order is named here.',
} as const

export function Preview({ preview }: { readonly preview: ShownPreview }) {
  const { order, plan, supposing, leftOut, problems, documents, setsPath, remarks } = preview
  const all = leftOut === null ? problems : [leftOut, ...problems]
  return (
    <>
      <p>
        <a href={pathOf(order.subject)}>Order {order.number}</a>, {order.status}, {order.total}{' '}
        {order.currency}. <strong>{PLANS[plan]}</strong>{' '}
        {supposing.map((one) => SUPPOSITIONS[one]).join(' ')}
      </p>
      {all.map((problem) => (
        <ProblemBox problem={problem} />
      ))}
      {documents.map((document) => (
        <DocumentPreview document={document} currency={order.currency} />
      ))}
      <Missing preview={preview} />
      {setsPath === null ? null : (
        <p>
          <a href={setsPath}>What is sent to QuickBooks, word for word</a>
        </p>
      )}
      <ul class="quiet">
        {remarks.map((remark) => (
          <li>{remark}</li>
        ))}
      </ul>
    </>
  )
}

function Missing({ preview: { missing } }: { readonly preview: ShownPreview }) {
  return missing.length === 0 ? null : (
    <section>
      <h2>What QuickBooks lacks</h2>
      <ul>
        {missing.map(({ list, name, what }) => (
          <li>
            {list.replaceAll('-', ' ')} “{name}” is {what}
          </li>
        ))}
      </ul>
    </section>
  )
}
