import { expect, test } from 'vitest'
import { subjectsWithWord, typedWords, wordRange } from '../../worker/journal/search-words.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ORDER = {
  ...CORPUS['guest-cod-processing'],
  id: 1042,
  number: 'WC-1042',
  total: '54.30',
  billing: {
    first_name: 'José',
    last_name: 'Núñez-Arce',
    company: 'Blue Door, Inc.',
    email: 'Jose@Example.com',
  },
} as WooOrder

async function found(typed: string): Promise<string[]> {
  const [word = ''] = typedWords(typed)
  const rows = await subjectsWithWord(db, wordRange({ storeID: 'search', word, limit: 10 }))
  return rows.map(({ subject }) => subject)
}

test.each([
  'WC-1042',
  'wc-10',
  '54.30',
  'jose',
  'JOSÉ',
  'nunez',
  'blue',
  'inc',
  'jose@example.com',
])('an order is found by “%s”', async (typed) => {
  const shop = await addShop('search')
  await send(shop, [orderChange(ORDER, 1)])
  expect(await found(typed)).toContain('order:1042')
})

test('an order of another store is not found', async () => {
  await addShop('search')
  await send(await addShop('other'), [orderChange(ORDER, 1)])
  expect(await found('jose')).toEqual([])
})

test('an order that changed is still found by what it was', async () => {
  const shop = await addShop('search')
  await send(shop, [orderChange(ORDER, 1)])
  await send(shop, [orderChange({ ...ORDER, total: '60.00' }, 2)])
  expect([await found('54.30'), await found('60.00')]).toEqual([['order:1042'], ['order:1042']])
})
