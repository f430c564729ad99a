<?php
/**
 * Two readings of one state are equal, whoever reads.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Snapshot;
use Tillbridge\Tests\WooCommerceCase;

/**
 * A record that looked other to the sweep than to the drain would be sent again and again.
 */
final class StableReadingTest extends WooCommerceCase {

	protected function tearDown(): void {
		unset( $_SERVER['HTTPS'] );
		parent::tearDown();
	}

	/**
	 * @dataProvider records
	 */
	public function test_a_record_is_the_same_to_the_queue_and_to_whoever_runs_the_shop( string $kind ): void {
		$subject = self::record( $kind );
		$before  = self::content( $subject );
		wp_set_current_user( self::owner() );
		$_SERVER['HTTPS'] = 'on';
		self::assertSame( $before, self::content( $subject ) );
	}

	/**
	 * Kinds of records.
	 *
	 * @return array<string, array{string}>
	 */
	public static function records(): array {
		return array(
			'an order'   => array( 'order' ),
			'a product'  => array( 'product' ),
			'a customer' => array( 'customer' ),
		);
	}

	public function test_whoever_reads_stays_who_they_are(): void {
		$owner = self::owner();
		wp_set_current_user( $owner );
		Snapshot\read( self::record( 'customer' ) );
		self::assertSame( $owner, get_current_user_id() );
	}

	/**
	 * One who runs the shop.
	 */
	private static function owner(): int {
		return (int) wp_insert_user( array( 'user_login' => 'owner-' . wp_generate_password( 8, false ), 'user_pass' => 'x', 'role' => 'administrator' ) );
	}

	/**
	 * A record of a kind.
	 *
	 * @param string $kind One of Subject\KINDS.
	 */
	private static function record( string $kind ): string {
		if ( 'customer' === $kind ) {
			$name = 'ana-' . wp_generate_password( 8, false );
			return 'customer:' . (int) wp_insert_user( array( 'user_login' => $name, 'user_email' => "$name@example.com", 'user_pass' => 'x', 'role' => 'customer' ) );
		}
		if ( 'product' === $kind ) {
			$product = new \WC_Product_Simple();
			$product->set_name( 'Cap' );
			$product->set_regular_price( '5' );
			$product->set_sale_price( '4' );
			return 'product:' . $product->save();
		}
		$order = wc_create_order( array( 'status' => 'pending' ) );
		self::assertInstanceOf( \WC_Order::class, $order );
		return 'order:' . $order->get_id();
	}

	/**
	 * What the ledger would keep of a record.
	 *
	 * @param string $subject Such as `order:1042`.
	 */
	private static function content( string $subject ): string {
		$read = Snapshot\read( $subject );
		self::assertSame( 'present', $read['kind'] );
		return Snapshot\content_of( $read['snapshot'], $read['refunds'] );
	}
}
