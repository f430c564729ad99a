<?php
/**
 * How an order stands, in the list and on its screen.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Ledger;
use Tillbridge\Order_Box;
use Tillbridge\Orders_List;
use Tillbridge\Outbox;
use Tillbridge\Push_Rows;
use Tillbridge\Outcomes;
use Tillbridge\Standing;
use Tillbridge\Tests\Person;
use Tillbridge\Tests\WooCommerceCase;

require_once dirname( __DIR__, 2 ) . '/cases/Person.php';

/**
 * The column and the box.
 */
final class StandingTest extends WooCommerceCase {

	use Person;

	public function test_an_order_that_was_there_before_says_that_it_was_not_sent(): void {
		self::assertSame( 'none', Standing\standing( $this->order() )['state'] );
	}

	public function test_an_order_is_on_its_way_until_it_left(): void {
		$order = $this->order();
		Outbox\mark( array( 'order:' . $order->get_id() ) );
		self::assertSame( 'underway', Standing\standing( $order )['state'] );
	}

	public function test_an_order_that_was_set_aside_says_why(): void {
		$order   = $this->order();
		$subject = 'order:' . $order->get_id();
		Outbox\mark( array( $subject ) );
		Outbox\set_aside( $subject, (string) self::outbox()[ $subject ]['generation'], array( 'code' => 'x', 'summary' => 'A total is no number.', 'remedy' => 'Correct it.' ) );
		$standing = Standing\standing( $order );
		self::assertSame( array( 'aside', 'A total is no number. Correct it.' ), array( $standing['state'], $standing['reason'] ) );
	}

	/**
	 * @dataProvider verdicts
	 */
	public function test_the_last_verdict_stands_until_something_came_back( string $verdict, string $state ): void {
		$order = $this->order();
		$this->tell( $order, $verdict );
		$standing = Standing\standing( $order );
		self::assertSame( array( $state, '/orders/' . $order->get_id() ), array( $standing['state'], $standing['path'] ) );
	}

	public function verdicts(): array {
		return array( array( 'queued', 'taken' ), array( 'unchanged', 'taken' ), array( 'ignored', 'left-out' ) );
	}

	public function test_an_order_in_the_books_names_its_documents(): void {
		$order    = $this->come_back( $this->order(), 'posted' );
		$standing = Standing\standing( $order );
		self::assertSame( 'posted', $standing['state'] );
		self::assertSame( array( 'Sales Receipt 1042, $54.30' ), $standing['documents'] );
		self::assertSame( '/orders/1042', $standing['path'] );
	}

	public function test_an_order_in_the_books_says_that_a_change_is_on_its_way(): void {
		$order = $this->come_back( $this->order(), 'posted' );
		Outbox\mark( array( 'order:' . $order->get_id() ) );
		$standing = Standing\standing( $order );
		self::assertSame( array( 'posted', 'A change is on its way.' ), array( $standing['state'], $standing['reason'] ) );
	}

	public function test_the_list_of_what_can_be_sent_says_it_in_the_same_words(): void {
		$order   = $this->come_back( $this->order(), 'posted' );
		$subject = 'order:' . $order->get_id();
		Outbox\mark( array( $subject ) );
		$rows = Push_Rows\rows( 'orders', array( array( 'id' => $order->get_id(), 'subject' => $subject ) ) );
		self::assertSame( 'In QuickBooks: Sales Receipt 1042, $54.30. A change is on its way.', $rows[0]['quickbooks'] );
	}

	public function test_an_order_that_waits_says_why_and_what_to_do(): void {
		$order    = $this->come_back( $this->order(), 'held' );
		$standing = Standing\standing( $order );
		self::assertSame( array( 'held', 'There is no account. <i>Make</i> one.' ), array( $standing['state'], $standing['reason'] ) );
	}

	public function test_an_order_that_was_told_again_no_longer_waits_for_the_old_reason(): void {
		$order = $this->come_back( $this->order(), 'held' );
		$this->tell( $order, 'queued' );
		self::assertSame( 'taken', Standing\standing( $order )['state'] );
	}

	public function test_the_column_says_it_in_words_and_runs_nothing(): void {
		$this->sign_in( 'administrator' );
		$order = $this->come_back( $this->order(), 'held' );
		$cell  = self::printed( static fn () => Orders_List\print_cell( 'tillbridge', $order ) );
		self::assertStringContainsString( 'Waiting', $cell );
		self::assertStringContainsString( 'screen-reader-text', $cell );
		self::assertStringContainsString( 'There is no account.', $cell );
		self::assertStringContainsString( 'page=tillbridge', $cell );
		self::assertStringNotContainsString( '<i>', $cell );
		self::assertSame( $cell, self::printed( static fn () => Orders_List\print_cell( 'tillbridge', $order->get_id() ) ) );
		self::assertSame( '', self::printed( static fn () => Orders_List\print_cell( 'order_total', $order ) ) );
	}

	public function test_the_column_stands_behind_the_status_for_who_may_run_the_shop(): void {
		$columns = array( 'cb' => '', 'order_status' => 'Status', 'order_total' => 'Total' );
		$this->sign_in( 'subscriber' );
		self::assertSame( $columns, Orders_List\with_column( $columns ) );
		$this->sign_in( 'administrator' );
		self::assertSame( array( 'cb', 'order_status', 'tillbridge', 'order_total' ), array_keys( Orders_List\with_column( $columns ) ) );
	}

	public function test_a_page_of_the_list_costs_two_queries_for_all_its_orders(): void {
		global $wpdb;
		$orders = array( $this->order(), $this->order(), $this->order(), $this->order(), $this->order() );
		$before = $wpdb->num_queries;
		Orders_List\on_orders( $orders );
		foreach ( $orders as $order ) {
			self::printed( static fn () => Orders_List\print_cell( 'tillbridge', $order ) );
		}
		self::assertSame( 2, $wpdb->num_queries - $before );
	}

	public function test_the_box_shows_documents_and_sends_the_order_when_it_is_asked_to(): void {
		$this->connect();
		$order = $this->come_back( $this->order(), 'posted' );
		$this->sign_in( 'administrator' );
		$box = self::printed( static fn () => Order_Box\print_box( $order ) );
		self::assertStringContainsString( 'Sales Receipt 1042, $54.30', $box );
		self::assertStringContainsString( 'value="order:' . $order->get_id() . '"', $box );
		$this->press( 'send', array( 'subject' => 'order:' . $order->get_id() ) );
		self::assertSame( 1, (int) self::outbox()[ 'order:' . $order->get_id() ]['is_pushed'] );
	}

	public function test_the_box_of_a_shop_that_is_not_connected_says_where_the_code_goes(): void {
		$order = $this->order();
		self::assertStringContainsString( 'tab=integration', self::printed( static fn () => Order_Box\print_box( $order ) ) );
	}

	/**
	 * An order of a shop that notes nothing yet.
	 */
	private function order(): \WC_Order {
		$order = wc_create_order();
		self::assertInstanceOf( \WC_Order::class, $order );
		$order->set_currency( 'USD' );
		$order->set_billing_email( 'ana@shop.example' );
		$order->set_status( 'processing' );
		$order->save();
		return $order;
	}

	/**
	 * The Worker gave its verdict a moment ago.
	 *
	 * @param \WC_Order $order   The order.
	 * @param string    $verdict Its verdict.
	 */
	private function tell( \WC_Order $order, string $verdict ): void {
		Ledger\record(
			array(
				array(
					'subject'    => 'order:' . $order->get_id(),
					'generation' => '1',
					'modified'   => '',
					'content'    => '',
					'verdict'    => $verdict,
				),
			)
		);
	}

	/**
	 * Something came back of an order, an hour ago.
	 *
	 * @param \WC_Order $order The order.
	 * @param string    $state Of the outcome.
	 */
	private function come_back( \WC_Order $order, string $state ): \WC_Order {
		Outcomes\apply(
			array(
				array(
					'id'        => 'o-1',
					'subject'   => 'order:' . $order->get_id(),
					'state'     => $state,
					'atMs'      => ( time() - 3600 ) * 1000,
					'documents' => 'posted' === $state ? array( array( 'kind' => 'SalesReceipt', 'refNumber' => '1042', 'totalCents' => 5430 ) ) : array(),
					'problem'   => 'held' === $state ? array( 'code' => 'x', 'summary' => 'There is no account.', 'remedy' => '<i>Make</i> one.' ) : null,
					'url'       => 'https://bridge.example/orders/1042',
				),
			)
		);
		$found = wc_get_order( $order->get_id() );
		self::assertInstanceOf( \WC_Order::class, $found );
		return $found;
	}
}
