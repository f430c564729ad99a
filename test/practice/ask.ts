/** Talking to a practice company in a test. */
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import type { CompanyOptions } from '../../worker/practice/company-file.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import { cents } from '../../worker/money/cents.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'
import type { QbxmlResponse, Ret } from '../../worker/qbxml/response.ts'
import type { QbxmlRequest, RequestContent } from '../../worker/qbxml/requests.ts'
import { HAS_REFERENCE, schemaProblem } from '../qbxml/reference-material.ts'

/** 5 August 2026, 16:43:30 in New York. */
export const START_MS = Date.UTC(2026, 7, 5, 20, 43, 30)

/** A clock that stands still until it is moved. */
export type Clock = { nowMs: number }

export function newCompany(options: Partial<CompanyOptions> = {}): {
  readonly company: CompanyFile
  readonly clock: Clock
} {
  const clock = { nowMs: START_MS }
  const company = createCompanyFile({
    companyName: 'Acme Mugs',
    fileName: 'C:\\QB\\Acme.qbw',
    utcOffsetMinutes: -240,
    nowMs: () => clock.nowMs,
    ...options,
  })
  return { company, clock }
}

/** The answers to one set, each of which must satisfy Intuit's schema. */
export function ask(company: CompanyFile, ...requests: readonly QbxmlRequest[]): QbxmlResponse[] {
  const { xml } = encodeMessageSet({
    version: '13.0',
    requests: requests.map((request, index) => ({ requestID: String(index + 1), request })),
  })
  return responsesIn(answerTo(company, xml))
}

export function answerTo(company: CompanyFile, xml: string): string {
  const processed = processRequest(company, xml)
  if (processed.kind === 'hresult') {
    throw new Error(`${processed.hresult}: ${xml}`)
  }
  // An answer cut down by IncludeRetElement satisfies no schema.
  const isWhole = HAS_REFERENCE && !xml.includes('<IncludeRetElement>')
  const problem = isWhole ? schemaProblem('qbxml160-us-rs.xsd', processed.xml) : null
  if (problem !== null) {
    throw new Error(`${problem}\n${processed.xml}`)
  }
  return processed.xml
}

export function responsesIn(xml: string): QbxmlResponse[] {
  const set = decodeMessageSetResponse(xml)
  if (set.kind === 'unreadable') {
    throw new Error(set.reason)
  }
  return [...set.responses]
}

export function codes(responses: readonly QbxmlResponse[]): (number | string)[] {
  return responses.map((one) => (one.kind === 'response' ? one.statusCode : one.reason))
}

/** The statusCode and statusMessage of the only request. */
export function verdict(company: CompanyFile, request: QbxmlRequest) {
  const [response] = ask(company, request)
  return response?.kind === 'response'
    ? { statusCode: response.statusCode, statusMessage: response.statusMessage }
    : null
}

export function rets(company: CompanyFile, request: QbxmlRequest): readonly Ret[] {
  const [response] = ask(company, request)
  return response?.kind === 'response' ? response.rets : []
}

export function customer(fields: Partial<RequestContent<'CustomerAddRq'>['CustomerAdd']> = {}) {
  return {
    name: 'CustomerAddRq',
    content: { CustomerAdd: { Name: 'Ana Lima', ...fields } },
  } as const satisfies QbxmlRequest
}

type ReceiptFields = Partial<RequestContent<'SalesReceiptAddRq'>['SalesReceiptAdd']>
type LineFields = ReceiptLine
export type ReceiptLine = Extract<
  RequestContent<'SalesReceiptAddRq'>['SalesReceiptAdd']['Lines'][number],
  { readonly SalesReceiptLineAdd: unknown }
>['SalesReceiptLineAdd']

export function receipt(fields: ReceiptFields = {}, lines: readonly LineFields[] = [mug()]) {
  return {
    name: 'SalesReceiptAddRq',
    content: {
      SalesReceiptAdd: {
        RefNumber: '1042',
        Lines: lines.map((line) => ({ SalesReceiptLineAdd: line })),
        ...fields,
      },
    },
  } as const satisfies QbxmlRequest
}

/** 19.90 on account, for Ana Lima. */
export function invoice(fields: Partial<RequestContent<'InvoiceAddRq'>['InvoiceAdd']> = {}) {
  return {
    name: 'InvoiceAddRq',
    content: {
      InvoiceAdd: {
        CustomerRef: { FullName: 'Ana Lima' },
        RefNumber: '1042',
        Lines: [{ InvoiceLineAdd: mug() }],
        ...fields,
      },
    },
  } as const satisfies QbxmlRequest
}

type PaymentFields = RequestContent<'ReceivePaymentAddRq'>['ReceivePaymentAdd']

/** 19.90 from Ana Lima, for no invoice. */
export function payment(fields: Partial<PaymentFields> = {}): QbxmlRequest {
  const { IsAutoApply = false, AppliedToTxnAdd, ...others } = fields
  const header = {
    CustomerRef: { FullName: 'Ana Lima' },
    RefNumber: '1042',
    TotalAmount: cents(1990),
    ...others,
  }
  const ReceivePaymentAdd =
    AppliedToTxnAdd === undefined ? { ...header, IsAutoApply } : { ...header, AppliedToTxnAdd }
  return { name: 'ReceivePaymentAddRq', content: { ReceivePaymentAdd } }
}

type CreditMemoFields = Partial<RequestContent<'CreditMemoAddRq'>['CreditMemoAdd']>

/** 19.90 to the credit of Ana Lima. */
export function creditMemo(fields: CreditMemoFields = {}) {
  return {
    name: 'CreditMemoAddRq',
    content: {
      CreditMemoAdd: {
        CustomerRef: { FullName: 'Ana Lima' },
        RefNumber: 'R1042',
        Lines: [{ CreditMemoLineAdd: mug() }],
        ...fields,
      },
    },
  } as const satisfies QbxmlRequest
}

type CardRefundFields = RequestContent<'ARRefundCreditCardAddRq'>['ARRefundCreditCardAdd']

/** Back to Ana Lima, out of what is named. */
export function cardRefund(
  fields: Partial<CardRefundFields> & Pick<CardRefundFields, 'RefundAppliedToTxnAdd'>,
) {
  return {
    name: 'ARRefundCreditCardAddRq',
    content: {
      ARRefundCreditCardAdd: {
        CustomerRef: { FullName: 'Ana Lima' },
        RefNumber: 'R1042',
        ...fields,
      },
    },
  } as const satisfies QbxmlRequest
}

/** 19.90 from Checking to Ana Lima, against receivables. */
export function check(fields: Partial<RequestContent<'CheckAddRq'>['CheckAdd']> = {}) {
  const line = {
    AccountRef: { FullName: 'Accounts Receivable' },
    Amount: cents(1990),
    CustomerRef: { FullName: 'Ana Lima' },
  }
  return {
    name: 'CheckAddRq',
    content: {
      CheckAdd: {
        AccountRef: { FullName: 'Checking' },
        PayeeEntityRef: { FullName: 'Ana Lima' },
        RefNumber: '501',
        ExpenseLineAdd: [line],
        ...fields,
      },
    },
  } as const satisfies QbxmlRequest
}

export function mug(): ReceiptLine {
  return { ItemRef: { FullName: 'Mug' }, Quantity: '2', Amount: cents(1990) }
}

/** Mug (taxable), Repair (not), Coupon, and a tax of 8.25 %. */
export function stock(company: CompanyFile): void {
  const Sales = { FullName: 'Sales' }
  const answered = ask(
    company,
    {
      name: 'ItemNonInventoryAddRq',
      content: { ItemNonInventoryAdd: { Name: 'Mug', SalesOrPurchase: { AccountRef: Sales } } },
    },
    {
      name: 'ItemServiceAddRq',
      content: { ItemServiceAdd: { Name: 'Repair', SalesOrPurchase: { AccountRef: Sales } } },
    },
    {
      name: 'ItemDiscountAddRq',
      content: { ItemDiscountAdd: { Name: 'Coupon', AccountRef: { FullName: 'Sales Discounts' } } },
    },
    salesTax('State 8.25%', '8.25'),
  )
  if (codes(answered).some((code) => code !== 0)) {
    throw new Error(JSON.stringify(answered))
  }
}

export function salesTax(Name: string, TaxRate: string) {
  const TaxVendorRef = { FullName: 'State Tax Agency' }
  return {
    name: 'ItemSalesTaxAddRq',
    content: { ItemSalesTaxAdd: { Name, TaxRate, TaxVendorRef } },
  } as const satisfies QbxmlRequest
}
