/** A customer of the shop, as the books know one. */
import type { Customer } from '../woo/customer.ts'
import type { Order } from '../woo/order.ts'
import { customerIdentity } from './customer-identity.ts'
import type { FittedCustomer } from './customer-identity.ts'
import { buyerOf } from './customer-name.ts'

/** Who an order was sold to. The account's ID when there is one, else the billing e-mail. */
export function orderCustomer(
  { customerId, billing, shipping }: Order,
  storeID: string,
): FittedCustomer {
  return customerIdentity({
    storeID,
    buyer: buyerOf(customerId, billing.email),
    email: billing.email,
    firstName: billing.firstName,
    lastName: billing.lastName,
    billing,
    shipping,
  })
}

/** Who a `customer:` change is about; the billing address speaks before the account's name. */
export function customerDocument(
  { id, email, firstName, lastName, billing, shipping }: Customer,
  storeID: string,
): FittedCustomer {
  const isBilled = `${billing.firstName}${billing.lastName}`.trim() !== ''
  const address = billing.email === '' ? email : billing.email
  return customerIdentity({
    storeID,
    buyer: buyerOf(id, address),
    email: address,
    firstName: isBilled ? billing.firstName : firstName,
    lastName: isBilled ? billing.lastName : lastName,
    billing,
    shipping,
  })
}
