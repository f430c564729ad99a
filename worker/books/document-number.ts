/** The number on a document: the order's own, or the next one of QuickBooks'. */
import type { Order } from '../woo/order.ts'
import { plainText } from './plain-text.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'
import type { Settings } from './settings.ts'

/** RefNumber of invoices, sales receipts, sales orders and estimates. */
const REF_NUMBER_LENGTH_MAX = 11
/** RefNumber of payments, which have the order's number whatever the sale has. */
const PAYMENT_REF_NUMBER_LENGTH_MAX = 20

export type DocumentNumber = {
  /**
   * What the order is called in the books; never cut. Beside QuickBooks' own number it is what its
   * payments are called: by the order's ID in the shop where its number cannot be spelled.
   */
  readonly refNumber: string
  /** False: QuickBooks gives the sale its next number, and the order's stands in the memo. */
  readonly isNumbered: boolean
}

/** Of the credit memo that a refund becomes, whoever numbers the sales. */
export function creditNumber(refundID: number, refNumberPrefix: string): string {
  return `${refNumberPrefix}R${refundID}`
}

export function documentNumber(
  { number, id }: Pick<Order, 'number' | 'id'>,
  { refNumberPrefix, numbering }: Pick<Settings, 'refNumberPrefix' | 'numbering'>,
): DocumentNumber | Problem {
  const isNumbered = numbering === 'order-number'
  const refNumber = `${refNumberPrefix}${number}`
  const lengthMax = isNumbered ? REF_NUMBER_LENGTH_MAX : PAYMENT_REF_NUMBER_LENGTH_MAX
  if (refNumber.length > lengthMax) {
    return problem('order-number-too-long', { order: number, refNumber, lengthMax })
  }
  // Spelled differently it would be another number, and empty it could not be asked for.
  const isKept = refNumber !== '' && plainText(refNumber).text === refNumber
  if (isKept) {
    return { refNumber, isNumbered }
  }
  return isNumbered
    ? problem('order-number-unusable', { order: number, refNumber })
    : { refNumber: `W-${id}`, isNumbered }
}
