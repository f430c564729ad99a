/** Sentences about the connection as a whole, and about the company file behind it. */
import type { SentencesOf } from './sentence-words.ts'

type StoreCode =
  | 'quickbooks-too-old'
  | 'wrong-company-file'
  | 'company-file-restored'
  | 'nothing-moves'
  | 'quickbooks-unreachable'
  | 'names-running-out'
  | 'password-refused'
  | 'web-connector-silent'
  | 'orders-waiting'
  | 'shop-silent'

const PRESS_UPDATE = 'press Update Selected in the Web Connector'

export const STORE_SENTENCES: SentencesOf<StoreCode> = {
  'quickbooks-too-old': ({ version }) => ({
    summary: `This QuickBooks is too old for Tillbridge: it speaks version ${version} of its interface.`,
    remedy: `Install QuickBooks Desktop 2014 or later on the office computer, then ${PRESS_UPDATE}.`,
  }),
  'wrong-company-file': ({ expected, found }) => ({
    summary: `Nothing was sent: the shop’s books are “${expected}”, and “${found}” is open in QuickBooks.`,
    remedy: `Open “${expected}” in QuickBooks, then ${PRESS_UPDATE}.`,
  }),
  'company-file-restored': ({ order, document, isMissing }) => ({
    summary: `${isMissing ? `Order ${order} is no longer in QuickBooks, and nobody deleted it there (${document}, the last document that Tillbridge knows of)` : `Order ${order} stands in QuickBooks as it did before it was last changed or taken out (${document})`}: an older company file seems to have been restored. Nothing is written until that is settled.`,
    remedy: `Open the right company file in QuickBooks, then ${PRESS_UPDATE}. If the older file is to stay, press “Keep this file and look for each document” in Tillbridge under Problems: what is missing is sent again, and nothing else.`,
  }),
  'nothing-moves': ({ waiting: count }) => ({
    summary: `QuickBooks answered several times in a row without bringing any order further, and the update was ended. ${waitingOrders(count)}`,
    remedy: `The next update tries again by itself. If this comes back, close the open windows in QuickBooks on every computer, restart it, then ${PRESS_UPDATE}.`,
  }),
  'quickbooks-unreachable': ({ waiting: count }) => ({
    summary: `QuickBooks could not be opened on the office computer. ${waitingOrders(count)}`,
    remedy: `Open the company file there as Admin in single-user mode, then ${PRESS_UPDATE}. If this stays, or it says that another update is busy, press “Let the next update begin afresh” in Tillbridge under Problems.`,
  }),
  'names-running-out': ({ names, namesMax }) => ({
    summary: `QuickBooks Pro and Premier hold ${thousands(namesMax)} names of customers, vendors, employees and others, and this company has ${thousands(names)} of them: soon no new customer can be created.`,
    remedy: `Choose one customer for all guests under Settings › Customers, so that only registered buyers become customers; or move the company to QuickBooks Enterprise.`,
  }),
  'password-refused': ({ since }) => ({
    summary: `The Web Connector’s password was refused (${since}), and so nothing goes to QuickBooks.`,
    remedy: `Type this store’s password into the Web Connector’s Password field beside Tillbridge, then ${PRESS_UPDATE}. Where nobody has it any more, press “Make a new password” in Tillbridge under Problems.`,
  }),
  'web-connector-silent': ({ since, minutes }) => ({
    summary: `The Web Connector has not called since ${since}; it used to call every ${minutes === 1 ? 'minute' : `${minutes} minutes`}.`,
    remedy: `Start the Web Connector on the office computer and tick Auto-Run beside Tillbridge. Orders wait until then, and none is lost.`,
  }),
  'orders-waiting': ({ since }) => ({
    summary: `Something has been ready to go to QuickBooks since ${since}, and has not gone.`,
    remedy: `On the office computer, ${PRESS_UPDATE}: if it stops, its window says why. If nothing goes all the same, press “Let the next update begin afresh” in Tillbridge under Problems.`,
  }),
  'shop-silent': ({ since }) => ({
    summary: `The shop has not called Tillbridge since ${since}.`,
    remedy: `Press “Ask the shop to call now” in Tillbridge under Problems. If it stays silent, look in the shop under WooCommerce › Settings › Integration › Tillbridge: it says what keeps it from calling.`,
  }),
}

function thousands(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

function waitingOrders(count: number): string {
  switch (count) {
    case 0:
      return 'No order is waiting.'
    case 1:
      return '1 order is waiting.'
    default:
      return `${count} orders are waiting.`
  }
}
