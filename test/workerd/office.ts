/** The office computer: a practice company and the Web Connector that serves it. */
import { exports } from 'cloudflare:workers'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { soapOverHttp } from '../../worker/practice/exchange.ts'
import type { Call } from '../../worker/practice/exchange.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import type { UpdateReport } from '../../worker/practice/web-connector.ts'
import { SOAP_CONTENT_TYPE } from '../../worker/soap/replies.ts'
import type { TestShop } from './shop.ts'

export function newCompany(options: Partial<Parameters<typeof createCompanyFile>[0]> = {}) {
  return createCompanyFile({
    companyName: 'Larkspur Supply',
    fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
    nowMs: () => Date.now(),
    ...options,
  })
}

/** The store's SOAP endpoint as the Web Connector calls it. */
export function endpoint({ storeID }: TestShop): Call {
  return soapOverHttp(async (body, soapAction) => {
    const response = await exports.default.fetch(`https://tillbridge.example/qbwc/${storeID}`, {
      method: 'POST',
      headers: { 'Content-Type': SOAP_CONTENT_TYPE, SOAPAction: soapAction },
      body,
    })
    return {
      status: response.status,
      contentType: response.headers.get('Content-Type') ?? '',
      body: await response.text(),
    }
  })
}

export async function update(
  shop: TestShop,
  company: CompanyFile,
  faults: Faults = {},
): Promise<UpdateReport> {
  return runUpdate({
    call: endpoint(shop),
    company,
    userName: shop.userName,
    password: shop.password,
    wait: async () => undefined,
    faults,
  })
}
