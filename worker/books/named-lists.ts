/** Which of QuickBooks' lists the owner's choices for documents name entries of. */
import type { HeadName } from './head-fields.ts'
import type { Settings } from './settings.ts'

/** Whether any document could name one. */
export function isNamed(field: HeadName, settings: Settings): boolean {
  const isByRule = settings.documentRules.some(({ set }) => (set[field] ?? null) !== null)
  return isByRule || isForAll(field, settings)
}

function isForAll(field: HeadName, { documentFields, mapping }: Settings): boolean {
  switch (field) {
    case 'template':
      return Object.values(documentFields.templates).some((name) => name !== null)
    case 'shipVia':
      return [documentFields.shipVia, ...Object.values(documentFields.shipViaByMethod)].some(
        (name) => name !== null,
      )
    case 'class': {
      const mapped = [mapping.coupons, mapping.shippingMethods].flatMap((of) => Object.values(of))
      const names = [...documentFields.lineClasses.map((rule) => rule.class), documentFields.class]
      return [...names, ...mapped.map(({ className }) => className)].some((name) => name !== null)
    }
    case 'terms':
    case 'salesRep':
    case 'customerMessage':
      return documentFields[field] !== null
  }
}
