<?php
/**
 * A person asks what is kept of them, and that it is erased.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Ledger;
use Tillbridge\Outcomes;
use Tillbridge\Privacy;
use Tillbridge\Tests\WooCommerceCase;

/**
 * The privacy tools.
 */
final class PrivacyTest extends WooCommerceCase {

	const EMAIL = 'ana.lima@shop.example';

	public function test_a_person_hears_of_their_account_and_each_of_their_orders(): void {
		$user_id = $this->customer();
		$own     = $this->booked_order( self::EMAIL, 0 );
		$other   = $this->booked_order( 'work@shop.example', $user_id );
		$foreign = $this->booked_order( 'somebody@shop.example', 0 );
		$export  = Privacy\export( self::EMAIL );
		$items   = array_column( $export['data'], 'item_id' );
		sort( $items );
		$expected = array( "tillbridge-customer-$user_id", 'tillbridge-order-' . $own->get_id(), 'tillbridge-order-' . $other->get_id() );
		sort( $expected );
		self::assertSame( $expected, $items );
		self::assertNotContains( 'tillbridge-order-' . $foreign->get_id(), $items );
		self::assertTrue( $export['done'] );
		self::assertStringContainsString( 'Sales Receipt 1042, $54.30', (string) wp_json_encode( $export['data'] ) );
	}

	public function test_a_stranger_hears_nothing(): void {
		$this->booked_order( self::EMAIL, 0 );
		self::assertSame( array(), Privacy\export( 'nobody@shop.example' )['data'] );
	}

	public function test_erasing_removes_what_we_keep_and_tells_the_worker_of_the_records(): void {
		$this->connect();
		$user_id = $this->customer();
		$order   = $this->booked_order( self::EMAIL, $user_id );
		$order->add_order_note( 'A note of the shop.' );
		$erased = Privacy\erase( self::EMAIL );
		self::assertTrue( $erased['items_removed'] );
		self::assertTrue( $erased['items_retained'] );
		self::assertStringContainsString( 'stays in QuickBooks', $erased['messages'][0] );
		$after = wc_get_order( $order->get_id() );
		self::assertInstanceOf( \WC_Order::class, $after );
		self::assertNull( Outcomes\outcome_of( $after ) );
		self::assertSame( '', get_user_meta( $user_id, Outcomes\OUTCOME_META, true ) );
		self::assertSame( array( 'A note of the shop.' ), $this->notes( $order ) );
		$subjects = array( "customer:$user_id", 'order:' . $order->get_id() );
		self::assertSame( array(), Ledger\entries_of( $subjects ) );
		self::assertSame( $subjects, array_keys( self::outbox() ) );
	}

	public function test_of_an_order_that_tillbridge_never_heard_of_it_hears_nothing_by_an_erasure(): void {
		$order = wc_create_order();
		self::assertInstanceOf( \WC_Order::class, $order );
		$order->set_billing_email( self::EMAIL );
		$order->save();
		$this->connect();
		Privacy\erase( self::EMAIL );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_shop_that_is_not_connected_tells_nobody(): void {
		$this->booked_order( self::EMAIL, 0 );
		Privacy\erase( self::EMAIL );
		self::assertSame( array(), self::outbox() );
	}

	public function test_ours_comes_before_the_orders_lose_their_address(): void {
		$erasers = array_keys( apply_filters( 'wp_privacy_personal_data_erasers', array() ) );
		self::assertLessThan( array_search( 'woocommerce-customer-orders', $erasers, true ) ?: PHP_INT_MAX, array_search( 'tillbridge', $erasers, true ) );
	}

	/**
	 * A customer with an account who stands in the books.
	 */
	private function customer(): int {
		$user_id = wp_insert_user(
			array(
				'user_login' => 'tillbridge-ana',
				'user_pass'  => 'x',
				'user_email' => self::EMAIL,
				'role'       => 'customer',
			)
		);
		self::assertIsInt( $user_id );
		Outcomes\apply( array( $this->outcome( "customer:$user_id", 'Customer', 'Ana Lima' ) ) );
		return $user_id;
	}

	/**
	 * An order that was told and stands in the books, with our note.
	 *
	 * @param string $email   Of the buyer.
	 * @param int    $user_id Their account, or 0.
	 */
	private function booked_order( string $email, int $user_id ): \WC_Order {
		$order = wc_create_order( array( 'customer_id' => $user_id ) );
		self::assertInstanceOf( \WC_Order::class, $order );
		$order->set_currency( 'USD' );
		$order->set_billing_email( $email );
		$order->save();
		$subject = 'order:' . $order->get_id();
		Ledger\record( array( array( 'subject' => $subject, 'generation' => '1', 'modified' => '', 'content' => '', 'verdict' => 'queued' ) ) );
		Outcomes\apply( array( $this->outcome( $subject, 'SalesReceipt', '1042' ) ) );
		$found = wc_get_order( $order->get_id() );
		self::assertInstanceOf( \WC_Order::class, $found );
		return $found;
	}

	/**
	 * An outcome as the Worker tells it.
	 *
	 * @param string $subject Of what.
	 * @param string $kind    Of the document.
	 * @param string $number  Its number.
	 * @return array<string, mixed>
	 */
	private function outcome( string $subject, string $kind, string $number ): array {
		return array(
			'id'        => "o-$subject",
			'subject'   => $subject,
			'state'     => 'posted',
			'atMs'      => 1790000000000,
			'documents' => array( array( 'kind' => $kind, 'refNumber' => $number, 'totalCents' => 5430 ) ),
			'problem'   => null,
			'url'       => 'https://bridge.example/orders/1042',
		);
	}

	/**
	 * The texts of an order's notes that a person or we wrote.
	 *
	 * @param \WC_Order $order The order.
	 * @return list<string>
	 */
	private function notes( \WC_Order $order ): array {
		global $wpdb;
		$texts = $wpdb->get_col( $wpdb->prepare( "SELECT comment_content FROM $wpdb->comments WHERE comment_post_ID = %d AND comment_type = 'order_note'", $order->get_id() ) );
		return array_values( preg_grep( '/status changed/i', $texts, PREG_GREP_INVERT ) ?: array() );
	}
}
