import { expect, test } from 'bun:test'
import { enterByHand, inactivateEntry } from '../../worker/practice/person.ts'
import { COUNT_NAMES } from '../../worker/posting/names.ts'
import { ask, newCompany } from './ask.ts'

/** How many names these books hold, and how many they have. */
function counted(productName: string) {
  const { company } = newCompany({ productName, hasTaxVendor: false })
  const requests = COUNT_NAMES.map(({ request }) => request)
  for (const kind of ['Customer', 'Vendor', 'Employee', 'OtherName'] as const) {
    enterByHand(company, { kind, name: kind })
  }
  inactivateEntry(company, { kind: 'Vendor', fullName: 'Vendor' })
  const [host, names] = ask(company, ...requests)
  const ret = host?.kind === 'response' ? host.rets[0] : undefined
  return [
    ret?.kind === 'HostRet' ? ret.EntityMaxCapacity : null,
    names?.kind === 'response' ? names.retCount : null,
  ]
}

test('customers, vendors, employees and others share one capacity; inactive ones count', () => {
  expect(counted('QuickBooks Pro 2024')).toEqual([14_500, 4])
  expect(counted('QuickBooks Enterprise Solutions 24.0')).toEqual([1_000_000, 4])
})
