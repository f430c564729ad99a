/** QuickBooks' lists: read to the end once, then what changed, and never in the way of orders. */
import { describe, expect, test } from 'vitest'
import { listEntries } from '../../worker/practice/look-up.ts'
import {
  backUp,
  deleteEntry,
  enterByHand,
  renameEntry,
  restore,
} from '../../worker/practice/person.ts'
import { newCompany, update } from './office.ts'
import {
  changeRecords,
  enterCustomers,
  keysOf,
  listRecords,
  mirrored,
  namesIn,
  setsIn,
} from './mirror.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const EVERYTHING = {
  isMultiCurrencyOn: true,
  isUsingClasses: true,
  isUsingPriceLevels: true,
  hasInventorySites: true,
} as const
/** Three pages. */
const MANY = 1_200
const TIMEOUT_MS = 60_000

describe('at the first connection', () => {
  test('every list is read to its end, with nothing to send', { timeout: TIMEOUT_MS }, async () => {
    const shop = await addShop('mirror')
    const company = newCompany(EVERYTHING)
    enterCustomers(company, MANY)
    enterByHand(company, { kind: 'Class', name: 'Online', fields: {} })
    enterByHand(company, { kind: 'Terms', type: 'DateDrivenTerms', name: '15th', fields: {} })
    enterByHand(company, { kind: 'Item', type: 'ItemSubtotal', name: 'Subtotal', fields: {} })

    const report = await update(shop, company)
    expect(report.outcome).toBe('finished')
    expect(setsIn(report).slice(1)).toEqual([['CustomerQuery'], ['CustomerQuery']])
    expect(await mirrored(shop, 'customer')).toHaveLength(MANY)
    expect(await namesIn(shop, 'account')).toEqual(
      listEntries(company, 'Account')
        .map(({ fullName }) => fullName)
        .toSorted((left, right) => left.localeCompare(right)),
    )
    expect(await namesIn(shop, 'terms')).toEqual(expect.arrayContaining(['15th', 'Net 30']))
    expect(await namesIn(shop, 'class')).toEqual(['Online'])
    expect(await namesIn(shop, 'ship-method')).toContain('UPS')
    expect(await namesIn(shop, 'currency')).toEqual(['US Dollar'])
    expect(await namesIn(shop, 'item')).toContain('Subtotal')
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('a customer is found by number, e-mail, name and company', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    const { ListID } = enterByHand(company, {
      kind: 'Customer',
      name: 'Lima, Ana',
      fields: {
        AccountNumber: 'A-17',
        Email: 'ana@example.test',
        CompanyName: 'Acme Mugs',
        BillAddress: { PostalCode: '10001' },
      },
    })
    await update(shop, company)
    expect(await keysOf(shop, ListID)).toEqual([
      'account a-17',
      'company acme mugs',
      'company lima ana',
      'email ana@example.test',
      'name ana lima',
    ])
    expect(await mirrored(shop, 'customer')).toMatchObject([{ postalCode: '10001' }])
  })

  test(
    'a reading that is broken off is taken up again, though nothing is to be sent',
    async () => {
      const shop = await addShop('mirror')
      const company = newCompany()
      enterCustomers(company, MANY)
      let pages = 0
      const isLast = (response: string) => {
        pages += response.includes('<CustomerQueryRs') ? 1 : 0
        return pages === 2
      }
      await update(shop, company, {
        onCall: (_, call) =>
          call.kind === 'receiveResponseXML' && isLast(call.response)
            ? 'connector-dies-before-call'
            : null,
      })
      expect((await mirrored(shop, 'customer')).length).toBeLessThan(MANY)
      await afterLease()
      expect((await update(shop, company)).outcome).toBe('finished')
      expect(await mirrored(shop, 'customer')).toHaveLength(MANY)
      expect((await update(shop, company)).outcome).toBe('nothing-to-do')
    },
    TIMEOUT_MS,
  )
})

describe('afterwards', () => {
  test('what changed is asked for, and only what is other than it was is written', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    enterCustomers(company, 3)
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await db.run(`UPDATE mirror SET read_at_ms = 1`)
    renameEntry(company, { kind: 'Customer', fullName: 'Customer 0002' }, 'Second')
    await send(shop, [orderChange({ ...ORDER, id: 9001, number: '9001' }, 2)])
    const requests: string[] = []
    await update(shop, company, {
      onDocument: (_, xml) => {
        requests.push(xml)
        return null
      },
    })
    expect(requests[0]).toMatch(/<CustomerQueryRq[^>]*iterator="Start".*?<FromModifiedDate>/s)
    // All that the first order made was made just now, and is shown once more.
    const written = await db.all<{ list: string; name: string }>(
      `SELECT list, name_key AS name FROM mirror WHERE read_at_ms > 1`,
    )
    expect(written).toEqual([{ list: 'customer', name: 'second' }])
  })

  test('a job is known by the new name of its customer, though QuickBooks says nothing of it', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    const acme = enterByHand(company, { kind: 'Customer', name: 'Acme', fields: {} })
    const ana = { kind: 'Customer', name: 'Ana Lima', parentListID: acme.ListID } as const
    enterByHand(company, { ...ana, fields: { Email: 'ana@example.test' } })
    enterByHand(company, { kind: 'Customer', name: 'Acme; not below it', fields: {} })
    await update(shop, company)
    renameEntry(company, { kind: 'Customer', fullName: 'Acme' }, 'Beta & Sons')
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    expect(await namesIn(shop, 'customer')).toEqual([
      'Acme; not below it',
      'Beta & Sons',
      'Beta & Sons:Ana Lima',
      'Gwen Guest',
    ])
  })

  test('an order’s lists cost no call of their own', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await send(shop, [orderChange({ ...ORDER, id: 9001, number: '9001' }, 2)])
    const sets = setsIn(await update(shop, company))
    // The opening, the question under which number the order stands, and the order.
    expect(sets).toHaveLength(3)
    expect(sets.slice(1).flat()).not.toContain('CustomerQuery')
  })

  test('a list that no setting uses is asked for again a day later', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    await update(shop, company)
    const asked = async (order: number) => {
      await send(shop, [orderChange({ ...ORDER, id: order, number: String(order) }, order)])
      return setsIn(await update(shop, company))[0]
    }
    const daily = ['CustomerTypeQuery', 'ShipMethodQuery', 'TemplateQuery']
    const soon = await asked(9001)
    expect(soon).toEqual(expect.arrayContaining(['AccountQuery', 'CustomerQuery', 'ItemQuery']))
    expect(soon?.filter((name) => daily.includes(name))).toEqual([])
    await changeRecords(shop, ({ read, ...rest }) => ({
      ...rest,
      read: Object.fromEntries(
        Object.entries(read).map(([list, record]) => [
          list,
          { ...record, readAtMs: record.readAtMs - 25 * 3_600_000 },
        ]),
      ),
    }))
    expect(await asked(9002)).toEqual(expect.arrayContaining(daily))
  })

  test('a template that was deleted is missed, for QuickBooks does not tell', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    const template = { kind: 'Template', name: 'My invoice', fields: { TemplateType: 'Invoice' } }
    enterByHand(company, { ...template, kind: 'Template' })
    await update(shop, company)
    expect(await namesIn(shop, 'template')).toContain('My invoice')
    deleteEntry(company, { kind: 'Template', fullName: 'My invoice' })
    await changeRecords(shop, ({ read: { template: _forgotten, ...read }, ...rest }) => ({
      ...rest,
      read,
    }))
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    expect(await namesIn(shop, 'template')).not.toContain('My invoice')
  })

  test('deletions that QuickBooks has forgotten are seen by what is missing', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    enterCustomers(company, 3)
    const gone = { kind: 'Customer', fullName: 'Customer 0002' } as const
    const { ListID = '' } = listEntries(company, 'Customer')[1] ?? {}
    await update(shop, company)
    deleteEntry(company, gone)
    company.books.deletedEntries = []
    await changeRecords(shop, (records) => ({
      ...records,
      deletedFromMs: Date.now() - 84 * 86_400_000,
    }))
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    expect(await namesIn(shop, 'customer')).toEqual([
      'Customer 0001',
      'Customer 0003',
      'Gwen Guest',
    ])
    expect(await keysOf(shop, ListID)).toEqual([])
    expect((await listRecords(shop)).read.customer?.wholeFromMs).toBeGreaterThan(
      Date.now() - 60_000,
    )
  })

  test('of a company file that is an older one nothing is kept', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    await update(shop, company)
    const backup = backUp(company)
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const before = await listRecords(shop)
    restore(company, backup)
    enterByHand(company, { kind: 'Customer', name: 'Somebody of before', fields: {} })
    await send(shop, [orderChange({ ...ORDER, id: 9001, number: '9001' }, 2)])
    await update(shop, company)
    expect((await send(shop, [])).notice?.code).toBe('company-file-restored')
    expect(await namesIn(shop, 'customer')).toEqual(['Gwen Guest'])
    expect(await listRecords(shop)).toEqual(before)
  })
})

/** The lease of whoever died is over. */
async function afterLease(): Promise<void> {
  await db.run(`UPDATE sessions SET last_call_at_ms = 0`)
}
