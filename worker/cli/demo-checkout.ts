/** A guest of the demo: buys over WooCommerce's Store API, as its checkout page does. */

const GUEST = {
  first_name: 'Ana',
  last_name: 'Lima',
  address_1: '12 Harbor Street',
  city: 'Oakland',
  state: 'CA',
  postcode: '94607',
  country: 'US',
  email: 'ana.lima@example.test',
  phone: '510 555 0100',
}

const QUANTITY = 3

/** The placed order's ID. No thank-you page is opened. */
export async function placeOrder(home: string, productID: number): Promise<number> {
  const opened = await fetch(`${home}/wp-json/wc/store/v1/cart`)
  const headers = {
    'Content-Type': 'application/json',
    'Cart-Token': opened.headers.get('Cart-Token') ?? '',
    Nonce: opened.headers.get('Nonce') ?? '',
  }
  await said(
    await fetch(`${home}/wp-json/wc/store/v1/cart/add-item`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ id: productID, quantity: QUANTITY }),
    }),
  )
  const { order_id: orderID } = (await said(
    await fetch(`${home}/wp-json/wc/store/v1/checkout`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        billing_address: GUEST,
        shipping_address: GUEST,
        payment_method: 'cod',
      }),
    }),
  )) as { readonly order_id: number }
  return orderID
}

async function said(response: Response): Promise<unknown> {
  if (!response.ok) {
    throw new Error(`The shop answered ${response.status}: ${await response.text()}`)
  }
  return response.json()
}
