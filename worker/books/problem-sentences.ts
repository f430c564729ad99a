/**
 * Every sentence an owner can be shown. What happened to which order, in the shop's words; then
 * what to do, with the menu path. No codes, no blame: those who need the code have it beside.
 */
import { AFTER_POSTING_SENTENCES } from './after-posting-sentences.ts'
import type { ProblemCode } from './problem-facts.ts'
import { REFUSAL_SENTENCES } from './refusal-sentences.ts'
import {
  alternatives,
  gatewayName,
  KIND_NAMES,
  kilobytes,
  menuOf,
  money,
  NEXT_SYNC,
  rateName,
  shopPage,
  SHARED,
  standing,
  subjectName,
  times,
  typeWords,
  waiting,
} from './sentence-words.ts'
import type { SentencesOf } from './sentence-words.ts'
import { STORE_SENTENCES } from './store-sentences.ts'

type OfOrdersCode = Exclude<
  ProblemCode,
  | keyof typeof AFTER_POSTING_SENTENCES
  | keyof typeof REFUSAL_SENTENCES
  | keyof typeof STORE_SENTENCES
>

const ORDER_SENTENCES: SentencesOf<OfOrdersCode> = {
  'order-without-lines': ({ order }) => ({
    summary: `${waiting(order)}: it has no products, shipping or fees.`,
    remedy: `Add what was sold under WooCommerce › Orders › ${order}; ${NEXT_SYNC}. If nothing was, mark it as done on the order’s page in Tillbridge.`,
  }),
  'order-does-not-add-up': ({ order, partsCents, totalCents }) => ({
    summary: `${waiting(order)}: its lines and tax come to ${money(partsCents)}, its total is ${money(totalCents)}.`,
    remedy: `Open it under WooCommerce › Orders › ${order} and press Recalculate, or correct the line that is off; ${NEXT_SYNC}.`,
  }),
  'tax-does-not-add-up': ({ order, ratesCents, taxCents }) => ({
    summary: `${waiting(order)}: its tax rates come to ${money(ratesCents)}, its tax is ${money(taxCents)}.`,
    remedy: `Open it under WooCommerce › Orders › ${order} and press Recalculate; ${NEXT_SYNC}.`,
  }),
  'currency-not-in-books': ({ order, currency, booksCurrency }) => ({
    summary: `${waiting(order)}: it was paid in ${currency}, and the books are kept in ${booksCurrency}.`,
    remedy: `If QuickBooks keeps ${currency} too, set “foreignCurrencies” to “post”: such orders then go to customers of their own. Or enter it in QuickBooks by hand, at the rate your accountant uses, and set it aside on the order’s page in Tillbridge.`,
  }),
  'currency-not-in-quickbooks': ({ order, currency, booksCurrency }) => ({
    summary: `${waiting(order)}: it was paid in ${currency}, and QuickBooks keeps its books in ${booksCurrency} and has no active currency ${currency} beside it.`,
    remedy: `In QuickBooks, make ${currency} active under Lists › Currency List (with multicurrency on under Edit › Preferences › Multiple Currencies, which cannot be undone); ${NEXT_SYNC}. Or enter the order by hand.`,
  }),
  'exchange-rate-unclear': ({ order, currency, booksCurrency, field, shown }) => ({
    summary: `${waiting(order)}: it was paid in ${currency}, and its rate to ${booksCurrency} reads “${shown}” under “${field}”, which is no rate.`,
    remedy: `Correct “${field}” under WooCommerce › Orders › ${order}, Custom fields, or let QuickBooks use its own rate of the day; ${NEXT_SYNC}.`,
  }),
  'customer-of-another-currency': ({ order, customer, customerCurrency, currency }) => ({
    summary: `${waiting(order)}: it is in ${currency}, and “${customer}” is a customer in ${customerCurrency}.`,
    remedy: `A customer of QuickBooks has one currency: choose one in ${currency} in Tillbridge under Problems, or enter the order by hand; ${NEXT_SYNC}.`,
  }),
  'amount-too-precise': ({ order, field, amount }) => ({
    summary: `${waiting(order)}: ${field} is ${amount}, and QuickBooks keeps two decimals.`,
    remedy: `Set “Number of decimals” to 2 under WooCommerce › Settings › General, then press Recalculate under WooCommerce › Orders › ${order}; or let such amounts be rounded to the cent.`,
  }),
  'negative-total': ({ order, totalCents }) => ({
    summary: `${waiting(order)}: its total is ${money(totalCents)}, and a sale in QuickBooks cannot be below zero.`,
    remedy: `Correct the fee or discount under WooCommerce › Orders › ${order}, or enter a credit memo in QuickBooks by hand.`,
  }),
  'redemption-unexplained': ({ order, redeemedCents }) => ({
    summary: `${waiting(order)}: ${money(redeemedCents)} were paid with a gift card or store credit, and its total does not show how.`,
    remedy: `Compare its lines with its total under WooCommerce › Orders › ${order}; enter it in QuickBooks by hand, and set it aside on the order’s page in Tillbridge.`,
  }),
  'credit-lowers-tax': ({ order, creditCents, discountCents }) => ({
    summary: `${waiting(order)}: ${money(creditCents)} of store credit took ${money(discountCents)} off its prices and the rest off its tax, so that the shop counts it as a discount and not as money.`,
    remedy: `Let the plugin take store credit off after tax, for the orders to come. Enter this one as the discount that it is in the shop, or in QuickBooks by hand, and then mark it as done on the order’s page in Tillbridge.`,
  }),
  'order-number-too-long': ({ order, refNumber, lengthMax }) => ({
    summary: `${waiting(order)}: “${refNumber}” is longer than the ${lengthMax} characters that QuickBooks keeps of a number.`,
    remedy: `Shorten the prefix under Settings › Orders, or the numbers in the shop, or let QuickBooks number the sales; ${NEXT_SYNC}.`,
  }),
  'order-number-unusable': ({ order, refNumber }) => ({
    summary: `${waiting(order)}: “${refNumber}” has characters that QuickBooks cannot keep in a number.`,
    remedy: `Use letters, digits and dashes in the numbers of the shop, or let QuickBooks number the sales under Settings › Orders; ${NEXT_SYNC}.`,
  }),
  'unreadable-field': ({ subject, sentence }) => ({
    summary: `${subjectName(subject)} could not be read: ${sentence}.`,
    remedy: `A plugin may have changed this field: save it once more under ${shopPage(subject)}, and it is sent again.`,
  }),
  'snapshot-too-large': ({ subject, bytes, bytesMax }) => ({
    summary: `${subjectName(subject)} is too large to be taken: ${kilobytes(bytes)} where ${kilobytes(bytesMax)} are allowed.`,
    remedy: `A plugin may have stored a file or a log in it: remove that, save it under ${shopPage(subject)}, and it is sent again.`,
  }),
  'status-not-sent': ({ order, status }) => ({
    summary: `Order ${order} was left out: orders that are “${status}” do not go to the books.`,
    remedy: `Choose which do under Settings › Orders, or send this one under WooCommerce › Orders › ${order}.`,
  }),
  'before-start-date': ({ order }) => ({
    summary: `Order ${order} was left out: it is from before this shop was connected.`,
    remedy: `To bring it in nevertheless, send it under WooCommerce › Orders › ${order}.`,
  }),
  'taken-off-list': ({ subject }) => ({
    summary: `${subjectName(subject)} was taken off the list by a person: as it is, it does not go to the books.`,
    remedy: `To bring it in nevertheless, change it in the shop, or send it there under WooCommerce › Orders.`,
  }),
  'paused-by-hand': ({ subject }) => ({
    summary: `${subjectName(subject)} is paused: a person lets it wait.`,
    remedy: `When it may go, press “Try again” on its page in Tillbridge, or send it under WooCommerce › Orders. It also goes when it changes in the shop.`,
  }),
  'before-first-order': ({ order, firstOrderID }) => ({
    summary: `Order ${order} was left out: its ID is lower than ${firstOrderID}, the first that is sent.`,
    remedy: `To bring it in nevertheless, send it under WooCommerce › Orders › ${order}.`,
  }),
  'unfinished-order': ({ order, status }) => ({
    summary: `Order ${order} was left out: its status is “${status}”, so that it is no order yet, or no more.`,
    remedy: `Nothing to do: it is sent once it is placed or restored.`,
  }),
  'unknown-deletion': ({ subject }) => ({
    summary: `${subjectName(subject)} was deleted in the shop and had never gone to the books.`,
    remedy: `Nothing to do.`,
  }),
  'kind-not-sent': ({ subject }) => ({
    summary: `${subjectName(subject)} was left out: this kind is not sent to the books.`,
    remedy: `Choose what is sent under Settings › What is sent.`,
  }),
  'customer-not-in-books': ({ subject }) => ({
    summary: `${subjectName(subject)} was left out: nobody by this account is in the books yet.`,
    remedy: `Nothing to do: the first order brings the customer along.`,
  }),
  'field-too-long': ({ order, field, text, lengthMax }) => ({
    summary: `${waiting(order)}: its ${field} is “${text}”, and QuickBooks keeps ${lengthMax} characters of that.`,
    remedy: `Shorten it under WooCommerce › Orders › ${order}, or choose under Settings › Documents what stands there and what becomes of texts that are too long; ${NEXT_SYNC}.`,
  }),
  'field-without-day': ({ order, field, text }) => ({
    summary: `${waiting(order)}: its ${field} is “${text}”, which is no day such as 2026-11-30.`,
    remedy: `Correct it under WooCommerce › Orders › ${order}, or choose under Settings › Documents what stands there; ${NEXT_SYNC}.`,
  }),
  'held-by-rule': ({ order, rule }) => ({
    summary: `Order ${order} is waiting because rule ${rule} for documents says so.`,
    remedy: `If it may go, let it pass or change the rule under Settings › Documents; ${NEXT_SYNC}. If not, enter the order in QuickBooks by hand and mark it as done on its page in Tillbridge.`,
  }),
  'unmapped-tax-rate': ({ order, rateID, label, ratePercent }) => ({
    summary: `${waiting(order)}: the tax rate ${rateName(rateID, label, ratePercent)} has no sales tax item in QuickBooks yet.`,
    remedy: `Choose one under Mapping › Taxes; ${NEXT_SYNC}.`,
  }),
  'unmapped-tax-code': ({ order, rateIDs, rates }) => ({
    summary: `${waiting(order)}: lines taxed with ${rates} have no sales tax code in QuickBooks yet.`,
    remedy: `Choose one for the rates ${rateIDs.split(',').join(', ')} under Mapping › Taxes; ${NEXT_SYNC}.`,
  }),
  'no-zero-rate-item': ({ order }) => ({
    summary: `${waiting(order)}: its tax goes out as lines, and for that the books need a sales tax item of 0 %.`,
    remedy: `Choose one under Mapping › Taxes; ${NEXT_SYNC}.`,
  }),
  'unmapped-gateway': ({ order, gateway, title }) => ({
    summary: `${waiting(order)}: it was paid ${gatewayName(gateway, title)}, and nothing says yet where that money arrives.`,
    remedy: `Choose a payment method and an account under Mapping › Payments; ${NEXT_SYNC}.`,
  }),
  'no-refund-account': ({ order, gateway, title }) => ({
    summary: `${waiting(order)}: what was paid ${gatewayName(gateway, title)} is given back by check, and nothing says yet on which account the check is drawn.`,
    remedy: `Choose the account for refunds under Mapping › Payments; ${NEXT_SYNC}.`,
  }),
  'no-account': ({ order, item, accountType }) => ({
    summary: `${waiting(order)}: “${item}” needs an account of type ${typeWords(accountType)}, and QuickBooks has none.`,
    remedy: `Choose one under Mapping › Accounts, or create it in QuickBooks under Lists › Chart of Accounts; ${NEXT_SYNC}.`,
  }),
  'account-missing': ({ order, account }) => ({
    summary: `${waiting(order)}: QuickBooks has no account called “${account}”.`,
    remedy: `Choose another under Mapping › Accounts, or create it in QuickBooks under Lists › Chart of Accounts; ${NEXT_SYNC}.`,
  }),
  'customer-missing': ({ order, customer }) => ({
    summary: `${waiting(order)}: QuickBooks has no customer “${customer}”, and Tillbridge may not create customers.`,
    remedy: `Create the customer in QuickBooks under Customers › Customer Center, allow it under Settings › Customers, or choose in Tillbridge under Problems which customer of QuickBooks it is; ${NEXT_SYNC}.`,
  }),
  'customer-inactive': ({ order, customer }) => ({
    summary: `${waiting(order)}: the customer “${customer}” is inactive in QuickBooks.`,
    remedy: `Make the customer active under Customers › Customer Center, choose under Settings › Customers that Tillbridge does so or takes the standard customer, or choose another customer in Tillbridge under Problems; ${NEXT_SYNC}.`,
  }),
  'customer-ambiguous': ({ order, customer, rule, names, others }) => ({
    summary: `${waiting(order)}: “${customer}” may be ${alternatives(names, others)} in QuickBooks, who have the same ${SHARED[rule]}.`,
    remedy: `Choose in Tillbridge under Problems who is meant; or merge them in QuickBooks, or make those inactive that are not meant, under Customers › Customer Center; ${NEXT_SYNC}.`,
  }),
  'customer-path-too-long': ({ order, customer, lengthMax }) => ({
    summary: `${waiting(order)}: as a job its customer would be called “${customer}”, and QuickBooks has room for ${lengthMax} characters.`,
    remedy: `Shorten the name of the customer above it in QuickBooks, choose another under Settings › Customers, or choose in Tillbridge under Problems which customer of QuickBooks it is; ${NEXT_SYNC}.`,
  }),
  'customer-name-taken': ({ order, customer }) => ({
    summary: `${waiting(order)}: “${customer}” is already the name of somebody else in QuickBooks.`,
    remedy: `Rename that customer, vendor, employee or other name in QuickBooks, or choose in Tillbridge under Problems which customer it is; ${NEXT_SYNC}.`,
  }),
  'item-missing': ({ order, item }) => ({
    summary: `${waiting(order)}: QuickBooks has no item “${item}”, and Tillbridge may not create items.`,
    remedy: `Create it in QuickBooks under Lists › Item List, choose in Tillbridge under Problems which item it is, or let items be created under Settings › Products; ${NEXT_SYNC}.`,
  }),
  'item-inactive': ({ order, item }) => ({
    summary: `${waiting(order)}: the item “${item}” is inactive in QuickBooks.`,
    remedy: `Make it active under Lists › Item List, or choose another in Tillbridge under Problems; ${NEXT_SYNC}.`,
  }),
  'item-unsuitable': ({ order, item, type }) => ({
    summary: `${waiting(order)}: “${item}” is an item of type ${typeWords(type)} in QuickBooks, which cannot stand on this line.`,
    remedy: `Choose another in Tillbridge under Problems, rename it in QuickBooks under Lists › Item List, or give the product another SKU in the shop; ${NEXT_SYNC}.`,
  }),
  'chosen-item-missing': ({ order, item, chosenFor }) => ({
    summary: `${waiting(order)}: QuickBooks has no item “${item}”, which is chosen for “${chosenFor}”.`,
    remedy: `Choose another under Mapping › Items, or create it in QuickBooks under Lists › Item List; ${NEXT_SYNC}.`,
  }),
  'item-ambiguous': ({ order, item, first, second }) => ({
    summary: `${waiting(order)}: QuickBooks has more than one item “${item}”, such as “${first}” and “${second}”.`,
    remedy: `Choose the one that is meant in Tillbridge under Problems, or under Mapping › Items; ${NEXT_SYNC}.`,
  }),
  'no-fallback-item': ({ order, item }) => ({
    summary: `${waiting(order)}: QuickBooks has no item “${item}”, and no fallback item is chosen.`,
    remedy: `Choose the fallback item under Settings › Products, or an item for this product under Mapping › Items; ${NEXT_SYNC}.`,
  }),
  'no-gift-card-account': ({ order, item }) => ({
    summary: `${waiting(order)}: “${item}” is owed until it is redeemed, and nothing says yet from which account.`,
    remedy: `Choose an account of type Other Current Liability under Mapping › Accounts › Gift cards; ${NEXT_SYNC}.`,
  }),
  'gift-card-account-unsuitable': ({ order, item, account }) => ({
    summary: `${waiting(order)}: “${item}” is owed until it is redeemed, and “${account}” is no liability in QuickBooks.`,
    remedy: `Choose an account of type Other Current Liability under Mapping › Accounts › Gift cards, or an item that posts to one under Mapping › Items; ${NEXT_SYNC}.`,
  }),
  'list-unreadable': ({ order, list }) => ({
    summary: `${waiting(order)}: QuickBooks did not show its ${list}, and what it has already must not be added again.`,
    remedy: `Look in QuickBooks under Edit › Preferences › Integrated Applications › Company Preferences whether Tillbridge may read them; if it may, have the file checked under File › Utilities › Verify Data; ${NEXT_SYNC}.`,
  }),
  'list-entry-missing': ({ order, list, name }) => ({
    summary: `${waiting(order)}: QuickBooks has no ${list} “${name}” that can be used.`,
    remedy: `Create it in QuickBooks under ${menuOf(list)} or make it active there, choose another under Mapping, or let it be created under Settings › Lists; ${NEXT_SYNC}.`,
  }),
  'classes-off': ({ order, name }) => ({
    summary: `${waiting(order)}: it belongs to the class “${name}”, and QuickBooks is set not to use classes.`,
    remedy: `Turn them on in QuickBooks under Edit › Preferences › Accounting › Company Preferences, or leave classes away under Problems or Settings › Documents; ${NEXT_SYNC}.`,
  }),
  'sales-tax-off': ({ order }) => ({
    summary: `${waiting(order)}: it has sales tax, and QuickBooks is set not to charge any.`,
    remedy: `Turn it on in QuickBooks under Edit › Preferences › Sales Tax › Company Preferences; ${NEXT_SYNC}.`,
  }),
  'tax-code-unsuitable': ({ order, code, expected, found }) => ({
    summary: `${waiting(order)}: the sales tax code “${code}” takes ${found} in QuickBooks, and ${expected} is expected of it.`,
    remedy: `Correct the code in QuickBooks under Lists › Sales Tax Code List, or what is expected of it under Mapping › Taxes; ${NEXT_SYNC}.`,
  }),
  'ref-number-used': ({ order, kind, refNumber, totalCents }) => ({
    summary: `${waiting(order)}: QuickBooks already has ${standing(kind, refNumber, totalCents)} that Tillbridge did not make.`,
    remedy: `If it is this order, link the two on the order’s page in Tillbridge; if not, let QuickBooks number the sales under Problems, or mark this one as done there.`,
  }),
  'near-match': ({ order, kind, refNumber, txnDate, totalCents }) => ({
    summary: `${waiting(order)}: it was sent and not confirmed, and meanwhile QuickBooks got ${standing(kind, refNumber, totalCents)} of ${txnDate} for the same customer, without Tillbridge’s mark.`,
    remedy: `Look at it in QuickBooks under Edit › Find. If it is the order’s, link the two on the order’s page in Tillbridge; if it is not, send this one there.`,
  }),
  'posted-twice': ({ order, kind, refNumber, txnIDs }) => ({
    summary: `Order ${order} stands in QuickBooks twice: ${KIND_NAMES[kind]} ${refNumber} has the transaction IDs ${txnIDs}.`,
    remedy: `Find both in QuickBooks by the number under Edit › Find, delete one of the two, then press Look again in QuickBooks on the order’s page in Tillbridge. Tillbridge sends no third.`,
  }),
  'total-differs': ({ order, kind, refNumber, shopCents, quickBooksCents }) => ({
    summary: `Order ${order} is held: its total is ${money(shopCents)} in the shop and ${money(quickBooksCents)} on ${KIND_NAMES[kind]} ${refNumber} in QuickBooks.`,
    remedy: `Correct ${KIND_NAMES[kind]} ${refNumber} in QuickBooks or leave it to Tillbridge, then press Make it say what the shop says on the order’s page in Tillbridge. If QuickBooks takes another tax, check the rates of its items first under Mapping › Taxes.`,
  }),
  'document-without-sale': ({ order, kind, refNumber }) => ({
    summary: `Order ${order} does not go to the books any more; ${KIND_NAMES[kind]} ${refNumber} stands in QuickBooks without its sale.`,
    remedy: `Delete it in QuickBooks under Edit › Delete if that money never came or went back, then press Look again in QuickBooks on the order’s page in Tillbridge. Or use it there for what it was meant, and mark it as done.`,
  }),
  'deleted-in-quickbooks': ({ order, kind, refNumber }) => ({
    summary: `Order ${order} went out as ${KIND_NAMES[kind]} ${refNumber}, which somebody has deleted in QuickBooks since.`,
    remedy: `Nothing to do if that was meant: Tillbridge does not send it again by itself. To have it in the books once more, send it under WooCommerce › Orders › ${order}.`,
  }),
  'fee-unclear': ({ order, field, shown, currency }) => ({
    summary: `Order ${order} is in the books, but not on its way to the bank: what its gateway kept reads “${shown}” under “${field}”, which is no part of its total in ${currency}.`,
    remedy: `Deposit its money in QuickBooks under Banking › Make Deposits with the fee as the gateway’s statement shows it, then mark it as done on the order’s page in Tillbridge.`,
  }),
  'date-in-closed-period': ({ order, kind, txnDate, closingDate }) => ({
    summary: `${waiting(order)}: its ${KIND_NAMES[kind]} is of ${txnDate}, and QuickBooks’ books are closed up to ${closingDate}.`,
    remedy: `Open them in QuickBooks under Edit › Preferences › Accounting › Company Preferences › Set Date/Password, or choose the first open day under Settings › Documents; ${NEXT_SYNC}.`,
  }),
  'refund-does-not-add-up': ({ order, refund, partsCents, amountCents }) => ({
    summary: `Order ${order} is waiting: refund ${refund} is ${money(amountCents)}, but its lines and taxes come to ${money(partsCents)}.`,
    remedy: `Delete the refund under WooCommerce › Orders › ${order} and enter it again so that its lines are no more than its amount.`,
  }),
  'part-payments-unclear': ({ order, paidCents, totalCents }) => ({
    summary: `${waiting(order)}: its part payments come to ${money(paidCents)}, its total is ${money(totalCents)}.`,
    remedy: `Correct the deposit under WooCommerce › Orders › ${order}; ${NEXT_SYNC}. Or let it go out as not paid, and enter its payments in QuickBooks under Customers › Receive Payments.`,
  }),
  'money-for-invoiced': ({ order, kind, refNumber, totalCents, linked }) => ({
    summary: `Order ${order} has been paid, ${money(totalCents)}, and somebody has made ${linked} of its ${KIND_NAMES[kind]} ${refNumber} in QuickBooks: the money belongs there.`,
    remedy: `Enter it in QuickBooks under Customers › Receive Payments, unless that is done already; then mark it as done on the order’s page in Tillbridge.`,
  }),
  'less-is-open': ({ order, kind, refNumber, openCents, money: entered, totalCents }) => ({
    summary: `Order ${order} has a ${KIND_NAMES[entered]} of ${money(totalCents)} to enter, and only ${money(openCents)} of ${KIND_NAMES[kind]} ${refNumber} is open: somebody has entered some of it already.`,
    remedy: `Find ${KIND_NAMES[kind]} ${refNumber} in QuickBooks under Edit › Find, enter by hand ${entered === 'ReceivePayment' ? 'under Customers › Receive Payments' : 'with Use credit to give refund on it'} what is missing, then press Look again in QuickBooks on the order’s page in Tillbridge. Tillbridge never enters more than is due.`,
  }),
  'money-not-waiting': ({ order, totalCents }) => ({
    summary: `Order ${order} was to be deposited with ${money(totalCents)}, and its money no longer waits in Undeposited Funds: somebody has taken it to the bank.`,
    remedy: `Open that deposit in QuickBooks under Banking › Make Deposits or Edit › Find, enter the gateway’s fee there if it is missing, then mark it as done on the order’s page in Tillbridge. Or delete that deposit and press Look again in QuickBooks there: Tillbridge then makes one less the fee.`,
  }),
  'payment-disputed': ({ order, gateway, title }) => ({
    summary: `Order ${order} is on hold in the shop: what was paid ${gatewayName(gateway, title)} is disputed or under review. QuickBooks has it as paid.`,
    remedy: `Wait for the outcome. If the money stays yours, set the order back to its status under WooCommerce › Orders › ${order}, and this is over. If it is lost, enter what the bank took and what it charged in QuickBooks under Banking › Write Checks, then mark it as done on the order’s page in Tillbridge.`,
  }),
  'refund-is-chargeback': ({ order, refund, refNumber }) => ({
    summary: `Order ${order} has refund ${refund}, which is a chargeback: the bank took the money back itself, and is likely to have charged for it.`,
    remedy: `Enter credit memo ${refNumber} in QuickBooks under Customers › Create Credit Memos/Refunds, and what the bank took and charged as its statement shows it; then mark it as done on the order’s page in Tillbridge.`,
  }),
  'restock-unclear': ({ order, refNumber, item }) => ({
    summary: `Order ${order} has more than one refund of “${item}”, and the shop does not say which of them put it back in stock.`,
    remedy: `Let the money alone go back, and correct the count under Vendors › Inventory Activities › Adjust Quantity/Value on Hand. Or enter credit memo ${refNumber} in QuickBooks under Customers › Create Credit Memos/Refunds: with the item if the goods came back, without it if not; then mark it as done on the order’s page in Tillbridge.`,
  }),
  'credit-to-apply': ({ order, refNumber, totalCents, invoice }) => ({
    summary: `Order ${order} was not paid yet when ${money(totalCents)} of it were refunded: credit memo ${refNumber} lowers what is owed, and is to be set against invoice ${invoice}.`,
    remedy: `In QuickBooks open invoice ${invoice}, choose Apply Credits and tick ${refNumber}, or do it under Customers › Receive Payments; then press Look again in QuickBooks on the order’s page in Tillbridge.`,
  }),
  'refund-of-unposted': ({ order, refund, kind, refNumber }) => ({
    summary: `Order ${order} has refund ${refund}, but stands in QuickBooks as ${KIND_NAMES[kind]} ${refNumber}, which is no sale yet: there is nothing to credit.`,
    remedy: `If an invoice was made of it, enter the refund in QuickBooks under Customers › Create Credit Memos/Refunds; if not, change or close ${KIND_NAMES[kind]} ${refNumber} there, and give back what was received. Then mark it as done on the order’s page in Tillbridge.`,
  }),
  'refund-details-missing': ({ order, refNumbers }) => ({
    summary: `Order ${order} was refunded${times(refNumbers.length)}, but the shop did not send what was refunded.`,
    remedy: `Send the order again under WooCommerce › Orders › ${order}; if that does not help, update the Tillbridge plugin. Or enter credit memo ${refNumbers.join(' and ')} in QuickBooks under Customers › Create Credit Memos/Refunds: under that number it is not entered once more when the shop sends the rest. Then mark it as done on the order’s page in Tillbridge.`,
  }),
  'too-many-attempts': ({ order, attempts }) => ({
    summary: `${waiting(order)}: it was tried ${attempts} times without getting through.`,
    remedy: `Read what happened in the log on the order’s page in Tillbridge, and press Send again there.`,
  }),
}

export const SENTENCES: SentencesOf<ProblemCode> = {
  ...ORDER_SENTENCES,
  ...AFTER_POSTING_SENTENCES,
  ...REFUSAL_SENTENCES,
  ...STORE_SENTENCES,
}
