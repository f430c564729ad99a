/** The demo's office computer: a practice company file, and the Web Connector beside it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCompanyFile } from '../practice/company-file.ts'
import type { CompanyFile } from '../practice/books.ts'
import { soapOverHttp } from '../practice/exchange.ts'
import { runUpdate } from '../practice/web-connector.ts'
import { SOAP_CONTENT_TYPE } from '../soap/replies.ts'
import type { StoreCredentials } from './store-add.ts'

/** An update ends when nothing is due; held orders and locks may want another. */
const UPDATES_MAX = 5

export type Office = {
  readonly company: CompanyFile
  readonly credentials: StoreCredentials
  /** Where each request document is written, numbered; null writes none. */
  readonly requestsFolder: string | null
}

export type OfficeReport = {
  readonly soapCalls: number
  readonly requests: number
  readonly messages: readonly string[]
}

export function openPracticeCompany(): CompanyFile {
  return createCompanyFile({
    companyName: 'Larkspur Supply',
    fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
    nowMs: () => Date.now(),
  })
}

/** Runs updates until one has nothing to do. */
export async function update(office: Office): Promise<OfficeReport> {
  const requests: string[] = []
  const messages: string[] = []
  let soapCalls = 0
  for (let run = 0; run < UPDATES_MAX; run += 1) {
    const report = await runUpdate({
      call: soapOverHttp(postTo(office.credentials.qbwcURL)),
      company: office.company,
      userName: office.credentials.userName,
      password: office.credentials.password,
      wait: (milliseconds) => Bun.sleep(milliseconds),
      faults: {
        onDocument: (_, xml) => {
          requests.push(xml)
          return null
        },
      },
    })
    if (report.outcome === 'nothing-to-do') {
      break
    }
    soapCalls += report.calls.length
    messages.push(...report.messages)
    if (report.outcome !== 'finished') {
      throw new Error(`the update ended as ${report.outcome}: ${report.messages.join(' ')}`)
    }
  }
  await writeRequests(requests, office.requestsFolder)
  return { soapCalls, requests: requests.length, messages }
}

function postTo(url: string) {
  return async (body: string, soapAction: string) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': SOAP_CONTENT_TYPE, SOAPAction: soapAction },
      body,
    })
    return {
      status: response.status,
      contentType: response.headers.get('Content-Type') ?? '',
      body: await response.text(),
    }
  }
}

async function writeRequests(requests: readonly string[], folder: string | null): Promise<void> {
  if (folder === null) {
    return
  }
  await mkdir(folder, { recursive: true })
  await Promise.all(
    requests.map((xml, at) =>
      writeFile(join(folder, `${String(at + 1).padStart(4, '0')}.xml`), xml),
    ),
  )
}
