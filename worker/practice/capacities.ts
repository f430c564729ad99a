/** How many entries each list holds, as Intuit publishes it: community.intuit.com/articles/1768244. */
import { branch, leaf } from './answer.ts'
import type { Part } from './answer.ts'

const USUAL = 10_000

/** Of Pro and Premier, and of Enterprise; in the schema's order, and usual where none is published. */
const CAPACITIES: readonly (readonly [string, number, number])[] = [
  ['Account', 10_000, 100_000],
  ['BillingRate', USUAL, USUAL],
  ['Class', 10_000, 100_000],
  ['CustomerMsg', 10_000, 100_000],
  ['CustomerType', 10_000, 100_000],
  ['Entity', 14_500, 1_000_000],
  ['Item', 14_500, 1_000_000],
  ['JobType', 10_000, 10_000],
  ['PaymentMethod', 10_000, 10_000],
  ['PayrollItem', 10_000, 10_000],
  ['PriceLevel', 100, 750],
  ['SalesRep', 10_000, 10_000],
  ['SalesTaxCode', 10_000, 10_000],
  ['ShipMethod', 10_000, 10_000],
  ['Template', USUAL, USUAL],
  ['Terms', 10_000, 29_000],
  ['ToDo', 10_000, 100_000],
  ['Vehicle', USUAL, USUAL],
  ['VendorType', 10_000, 100_000],
]

export function capacityParts(productName: string): Part[] {
  const isEnterprise = productName.includes('Enterprise')
  return branch(
    'ListMetaData',
    CAPACITIES.flatMap(([list, others, enterprise]) =>
      branch(`${list}MetaData`, leaf('MaxCapacity', isEnterprise ? enterprise : others)),
    ),
  )
}
