/** Ways to pay, as the shop's gateways are mapped to them. */
import type { XmlElement } from '../xml/parse.ts'
import { BY_FULL_NAME, BY_LIST_ID, INCLUDE_RET_ELEMENT, LIST_FILTER } from './list-query.ts'
import { readListHead, readText } from './ret.ts'
import type { ListHead } from './ret.ts'
import { bool, group, oneOfOrNone, oneWordOf, text } from './shape.ts'

export const PAYMENT_METHOD_TYPE = [
  'AmericanExpress',
  'Cash',
  'Check',
  'DebitCard',
  'Discover',
  'ECheck',
  'GiftCard',
  'MasterCard',
  'Other',
  'OtherCreditCard',
  'Visa',
] as const

export const PAYMENT_METHOD_ADD = [
  text('Name', 31),
  bool('IsActive?'),
  oneWordOf('PaymentMethodType?', PAYMENT_METHOD_TYPE, '7.0'),
] as const

export const PAYMENT_METHOD_ADD_RQ = [
  group('PaymentMethodAdd', PAYMENT_METHOD_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
export const PAYMENT_METHOD_QUERY_RQ = [
  oneOfOrNone([
    BY_LIST_ID,
    BY_FULL_NAME,
    [...LIST_FILTER, oneWordOf('PaymentMethodType*', PAYMENT_METHOD_TYPE, '7.0')],
  ]),
  ...INCLUDE_RET_ELEMENT,
] as const

export type PaymentMethodRet = ListHead & {
  readonly kind: 'PaymentMethodRet'
  readonly PaymentMethodType: string | null
}

export function decodePaymentMethodRet(ret: XmlElement): PaymentMethodRet | null {
  const head = readListHead(ret)
  return (
    head && {
      kind: 'PaymentMethodRet',
      ...head,
      PaymentMethodType: readText(ret, 'PaymentMethodType'),
    }
  )
}
