/** What WooCommerce makes of a request to refund: `wc_create_refund`. */
import { formatDecimal, numberFormat } from './php-numbers.ts'
import type {
  StoredFee,
  StoredLine,
  StoredOrder,
  StoredShipping,
  StoredTaxLine,
} from './stored-order.ts'
import { rateByID } from './stored-order.ts'
import { lineTax, mapTaxes, mergedTaxes, storedLineTaxes, storedTaxes } from './taxes.ts'
import type { StoredTax, Taxes } from './taxes.ts'

/** As typed into the admin's fields or sent to the REST API: what is given back, above zero. */
export type RefundRequest = {
  /** WooCommerce does not ask whether it is the sum of the lines. */
  readonly amount: number
  readonly lines: readonly RefundedAmount[]
  readonly reason: string
  /** Through the gateway, or by a person outside the shop. */
  readonly isPaymentRefunded: boolean
  readonly isRestocked: boolean
}

export type RefundedAmount = {
  readonly list: 'lines' | 'shippingLines' | 'feeLines'
  readonly at: number
  /** Of a product; 0 where only money is given back. */
  readonly quantity: number
  readonly total: number
  readonly taxes: Taxes
}

export type StoredRefund = {
  readonly request: RefundRequest
  readonly amount: string
  readonly lines: readonly Refunded<StoredLine>[]
  readonly shippingLines: readonly Refunded<StoredShipping>[]
  readonly feeLines: readonly Refunded<StoredFee>[]
  readonly taxLines: readonly StoredTaxLine[]
}

/** The line of the order once more, with what goes back, below zero. */
export type Refunded<TLine> = {
  readonly line: TLine
  /** Of the line in the order. */
  readonly at: number
  readonly quantity: number
}

export function storedRefund(order: StoredOrder, request: RefundRequest): StoredRefund {
  const { shop } = order
  const lines = refundedIn('lines', order.lines).map(({ line, asked }) => ({
    at: asked.at,
    quantity: negative(asked.quantity),
    line: {
      ...line,
      ...negativeTotals(asked),
      subtotal: formatDecimal(negative(asked.total)),
      ...storedLineTaxes(shop, { total: negativeTaxes(asked), subtotal: negativeTaxes(asked) }),
    },
  }))
  const shippingLines = refundedIn('shippingLines', order.shippingLines).map(withoutSubtotal)
  const feeLines = refundedIn('feeLines', order.feeLines).map(withoutSubtotal)
  const cartTaxes = mergedTaxes([...lines, ...feeLines].map(({ line }) => counted(line.taxes)))
  const shippingTaxes = mergedTaxes(shippingLines.map(({ line }) => counted(line.taxes)))
  const ids = new Set([...cartTaxes.keys(), ...shippingTaxes.keys()])
  return {
    request,
    amount: numberFormat(request.amount, shop.decimals),
    lines,
    shippingLines,
    feeLines,
    taxLines: [...ids].map((id) => ({
      rate: rateByID(order.basket, id),
      taxTotal: formatDecimal(cartTaxes.get(id) ?? 0),
      shippingTaxTotal: formatDecimal(shippingTaxes.get(id) ?? 0),
    })),
  }

  function refundedIn<TLine>(list: RefundedAmount['list'], all: readonly TLine[]) {
    return all.flatMap((line, at) => {
      const asked = request.lines.find((one) => one.list === list && one.at === at)
      return asked === undefined ? [] : [{ line, asked }]
    })
  }

  function withoutSubtotal<TLine>({ line, asked }: { line: TLine; asked: RefundedAmount }) {
    const taxes = storedTaxes(shop, negativeTaxes(asked))
    return { at: asked.at, quantity: 0, line: { ...line, ...negativeTotals(asked), ...taxes } }
  }

  function counted(taxes: readonly StoredTax[]): Taxes {
    return new Map(
      taxes.map(({ rateID, total }) => [rateID, lineTax(shop, Number(total), shop.decimals)]),
    )
  }
}

function negativeTotals({ total }: RefundedAmount) {
  return { total: formatDecimal(negative(total)) }
}

function negativeTaxes({ taxes }: RefundedAmount): Taxes {
  return mapTaxes(taxes, negative)
}

/** Without the -0 that would print as such. */
function negative(value: number): number {
  return value === 0 ? 0 : -value
}
