/** The rules behind the fields of a credit memo and of the money that settles it. */
import type { RefundDocument } from './document.ts'
import { bySetting, fromOrder } from './field-rules.ts'
import type { Because, RuleSource, WholeFieldRules } from './field-rules.ts'
import { currencyRule, gatewayPath, receivablesRule, taxRule } from './sale-field-rules.ts'

export const REFUND_RULES: WholeFieldRules<RefundDocument> = {
  refNumber: ({ settings }) =>
    bySetting(
      settings.refNumberPrefix === ''
        ? 'The shop’s number of the refund behind an R, without a prefix.'
        : `The shop’s number of the refund behind an R and the prefix “${settings.refNumberPrefix}”.`,
      ['refNumberPrefix'],
    ),
  txnDate: () => fromOrder('The day of the refund, in the shop’s own time.'),
  customer: () => fromOrder('Whom the order was sold to.'),
  currency: (_, { currency }) => currencyRule(currency),
  memo: () => fromOrder('The order’s number and the reason that was given in the shop.'),
  tax: (_, { tax }) => taxRule(tax),
  totalCents: () => fromOrder('What was given back.'),
  receivablesAccountName: receivablesRule,
  settlement: settlementRule,
}

const SETTLED: Readonly<Record<RefundDocument['settlement']['kind'], string>> = {
  card: 'The money goes back on the card, as chosen for the way the order was paid.',
  check: 'The money goes back by check, as chosen for the way the order was paid.',
  owed: 'Nothing was paid yet: the credit lowers what is owed.',
  'left-open': 'The credit stays open for the buyer, as chosen for the way the order was paid.',
  nothing: 'Nothing came to be given back.',
}

function settlementRule(source: RuleSource, { settlement }: RefundDocument): Because {
  const path = gatewayPath(source)
  const isChosen = settlement.kind !== 'nothing' && settlement.kind !== 'owed'
  return !isChosen || path === null
    ? fromOrder(SETTLED[settlement.kind])
    : bySetting(SETTLED[settlement.kind], path)
}
