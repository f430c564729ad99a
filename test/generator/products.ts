/** What generated shops sell. Prices are a basket's own. */
import type { Product } from './shop.ts'

type ProductFacts = Omit<Product, 'price' | 'isTaxable'>

const PLAIN = { variationID: 0, parentName: null, taxClass: '' } as const

export const PRODUCTS: readonly ProductFacts[] = [
  { ...PLAIN, productID: 16, name: 'Classic Tee', sku: 'TEE-001' },
  { ...PLAIN, productID: 17, name: 'Mug', sku: 'MUG-001' },
  { ...PLAIN, productID: 18, name: 'Poster “Été”', sku: 'POST-1' },
  { ...PLAIN, productID: 19, name: 'E-book: Ledgers & You', sku: 'EBOOK-001' },
  { ...PLAIN, productID: 21, name: 'Sourdough loaf', sku: 'BREAD-1', taxClass: 'zero-rate' },
  { ...PLAIN, productID: 22, name: 'Child car seat', sku: 'SEAT-9', taxClass: 'reduced-rate' },
  { ...PLAIN, productID: 23, name: 'Washer', sku: 'WASH-0333' },
  { ...PLAIN, productID: 25, name: 'No SKU thing', sku: '' },
  { ...PLAIN, productID: 26, name: 'Cheese by the kilo', sku: 'CHEESE', taxClass: 'reduced-rate' },
  { ...PLAIN, productID: 27, name: 'Installation', sku: 'SVC-INST' },
  { ...PLAIN, productID: 0, name: 'Sold out for good', sku: '' },
  {
    productID: 39,
    variationID: 40,
    name: 'Hoodie - Red',
    parentName: 'Hoodie',
    sku: 'HOOD-RED',
    taxClass: '',
  },
  {
    productID: 39,
    variationID: 41,
    name: 'Hoodie - Blue',
    parentName: 'Hoodie',
    sku: 'HOOD-BLUE',
    taxClass: '',
  },
]
