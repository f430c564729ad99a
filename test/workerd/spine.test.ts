import { expect, test } from 'vitest'
import { invoices, salesReceipts } from '../../worker/practice/look-up.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, orderChange, send } from './shop.ts'

const ADMITTED = ['processing', 'completed', 'on-hold']

test('every order of the corpus that the default statuses admit is posted to the cent or held', async () => {
  const shop = await addShop('spine')
  const company = newCompany()
  const orders = Object.values(CORPUS)

  const answer = await send(
    shop,
    orders.map((order, at) => orderChange(order, at + 1)),
  )
  const report = await update(shop, company)

  const queued = answer.verdicts.filter(({ verdict }) => verdict === 'queued')
  const admitted = orders.filter(({ status }) => ADMITTED.includes(String(status)))
  expect(queued).toHaveLength(admitted.length)
  expect(report.outcome).toBe('finished')
  const after = await send(shop, [])
  const held = after.outcomes.filter(
    ({ state, documents }) => state === 'held' && documents.length === 0,
  )
  expect(held.map(({ problem }) => problem?.code)).toEqual(['currency-not-in-books'])
  const posted = [...salesReceipts(company), ...invoices(company)]
  const totals = posted.map(({ refNumber, totalCents }) => `${refNumber} ${totalCents}`).toSorted()
  const wanted = admitted
    .filter(({ currency }) => currency === 'USD')
    .map(({ number, total }) => `${number} ${Math.round(Number(total) * 100)}`)
    .toSorted()
  expect(totals).toEqual(wanted)
})
