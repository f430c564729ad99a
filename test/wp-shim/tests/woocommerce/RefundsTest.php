<?php
/**
 * A refund is told with its order, and so is its deletion, of which WooCommerce says next to nothing.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Snapshot;
use Tillbridge\Tests\WooCommerceCase;

require_once __DIR__ . '/Shop.php';

/**
 * Refunds and their ends.
 */
final class RefundsTest extends WooCommerceCase {

	use Shop;

	/**
	 * A connected shop that wants orders alone.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		update_option( 'tillbridge_wants', array( 'order' ) );
	}

	public function test_a_refund_on_the_orders_screen_marks_its_order(): void {
		$order = $this->order();
		$this->told();
		$this->refund( $order, array( 'restock_items' => true ) );
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
	}

	public function test_a_refund_by_the_rest_api_marks_its_order(): void {
		$order = $this->order();
		$this->told();
		$this->rest( 'POST', "/wc/v3/orders/{$order->get_id()}/refunds", array( 'amount' => '3.00', 'api_refund' => false ) );
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
	}

	public function test_a_status_set_to_refunded_makes_a_refund_that_is_told(): void {
		$order = $this->order();
		$this->told();
		$order->update_status( 'refunded' );
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
		$read = Snapshot\read( "order:{$order->get_id()}" );
		self::assertSame( array( '10.00' ), array_column( $read['refunds'], 'amount' ) );
	}

	/**
	 * Each way to delete a refund.
	 *
	 * @dataProvider ends
	 */
	public function test_a_deleted_refund_marks_its_order( string $end ): void {
		$order  = $this->order();
		$refund = $this->refund( $order );
		$this->told();
		$this->{"delete_$end"}( $order->get_id(), $refund->get_id() );
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
		self::assertSame( array(), Snapshot\read( "order:{$order->get_id()}" )['refunds'] );
	}

	public function ends(): array {
		$ends = array(
			'in code'              => array( 'in_code' ),
			'by the REST API'      => array( 'by_rest' ),
			'on the orders screen' => array( 'on_the_screen' ),
		);
		$is_post = class_exists( 'WooCommerce' ) && ! self::is_hpos();
		return $is_post ? array_merge( $ends, array( 'as the post that it is' => array( 'as_a_post' ) ) ) : $ends;
	}

	private function delete_in_code( int $order_id, int $refund_id ): void {
		wc_get_order( $refund_id )->delete( true );
	}

	private function delete_by_rest( int $order_id, int $refund_id ): void {
		$this->rest( 'DELETE', "/wc/v3/orders/$order_id/refunds/$refund_id", array( 'force' => true ) );
	}

	private function delete_on_the_screen( int $order_id, int $refund_id ): void {
		$this->sign_in( 'administrator' );
		$_POST    = array( 'refund_id' => (string) $refund_id );
		$_REQUEST = array( 'security' => wp_create_nonce( 'order-item' ) );
		$die      = static function (): callable {
			return static function (): void {
				throw new Sent_On();
			};
		};
		add_filter( 'wp_die_handler', $die );
		add_filter( 'wp_die_ajax_handler', $die );
		try {
			\WC_AJAX::delete_refund();
		} catch ( Sent_On $sent_on ) {
			self::assertFalse( wc_get_order( $refund_id ) );
		}
		$_POST    = array();
		$_REQUEST = array();
		wp_set_current_user( 0 );
	}

	private function delete_as_a_post( int $order_id, int $refund_id ): void {
		wp_delete_post( $refund_id, true );
	}

	/**
	 * A refund of three, as the order's screen makes it.
	 *
	 * @param \WC_Order            $order The order.
	 * @param array<string, mixed> $more  Of wc_create_refund.
	 */
	private function refund( \WC_Order $order, array $more = array() ): \WC_Order_Refund {
		$refund = wc_create_refund(
			array_merge(
				array(
					'order_id' => $order->get_id(),
					'amount'   => '3.00',
					'reason'   => 'Dented.',
				),
				$more
			)
		);
		self::assertInstanceOf( \WC_Order_Refund::class, $refund );
		return $refund;
	}
}
