<?php
/**
 * What the other tests of this folder stand on.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Tests\WooCommerceCase;
use function Tillbridge\Tests\setting;

/**
 * The shop that the tests run in.
 */
final class RuntimeTest extends WooCommerceCase {

	public function test_orders_are_stored_as_the_run_asks_for(): void {
		$asked = setting( 'TILLBRIDGE_HPOS' );
		self::assertSame( '' === $asked ? self::is_hpos() : 'yes' === $asked, self::is_hpos() );
	}

	/**
	 * Twice, since the second finds the traces of the first.
	 *
	 * @dataProvider twice
	 */
	public function test_an_order_of_one_test_is_gone_in_the_next(): void {
		$before = wc_get_orders( array( 'return' => 'ids', 'limit' => -1, 'customer' => 'nobody-else@shop.example' ) );
		$order  = wc_create_order();
		$order->set_billing_email( 'nobody-else@shop.example' );
		$order->save();
		self::assertSame( array(), $before );
		self::assertCount( 1, wc_get_orders( array( 'return' => 'ids', 'limit' => -1, 'customer' => 'nobody-else@shop.example' ) ) );
	}

	public function twice(): array {
		return array( array(), array() );
	}
}
