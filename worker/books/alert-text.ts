/** What is mailed and posted: sentences about the connection, never an order's buyer or a secret. */
import type { Problem } from './problems.ts'

/** Slack cuts a message far longer; so much is read. */
const TEXT_CHARACTERS_MAX = 3_000

export type AlertMessage = { readonly subject: string; readonly text: string }

export function alertMessage({
  storeName,
  shopURL,
  raised,
  over,
}: {
  readonly storeName: string
  readonly shopURL: string
  readonly raised: readonly Problem[]
  readonly over: readonly Problem[]
}): AlertMessage {
  const says = raised.length === 0 ? 'well again' : 'needs you'
  const text = [
    `Tillbridge for ${storeName} (${shopURL})`,
    ...raised.map(({ summary, remedy }) => `${summary}\n${remedy}`),
    ...over.map(({ summary }) => `Over now: ${summary}`),
    'More in the shop under WooCommerce › QuickBooks.',
  ].join('\n\n')
  return {
    subject: `Tillbridge: ${storeName} ${says}`.replaceAll(/[\r\n\t]+/g, ' '),
    text: text.length > TEXT_CHARACTERS_MAX ? `${text.slice(0, TEXT_CHARACTERS_MAX)}…` : text,
  }
}

/** Slack reads links, mentions and its own commands between these. */
export function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
