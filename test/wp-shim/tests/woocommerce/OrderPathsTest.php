<?php
/**
 * By whichever path an order comes, it waits in the outbox, and nobody had to see a thank-you page.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Tests\Network;
use Tillbridge\Tests\WooCommerceCase;

require_once __DIR__ . '/Shop.php';

/**
 * The eight paths by which a shop gets an order, and some more.
 */
final class OrderPathsTest extends WooCommerceCase {

	use Shop;

	/**
	 * A connected shop.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		add_action(
			'woocommerce_thankyou',
			static function (): void {
				self::fail( 'A thank-you page was shown.' );
			}
		);
	}

	/**
	 * Nobody was called on the way.
	 */
	protected function assertPostConditions(): void {
		self::assertSame( array(), Network::$calls );
	}

	public function test_an_order_of_the_classic_checkout_waits(): void {
		$this->fill_cart( $this->product() );
		$this->told();
		$order_id = $this->press_classic_checkout();
		self::assertSame( array( "order:$order_id" ), $this->marked() );
		self::assertSame( 'processing', wc_get_order( $order_id )->get_status() );
	}

	public function test_an_order_of_the_blocks_checkout_waits(): void {
		$this->fill_cart( $this->product() );
		$this->told();
		$order_id = $this->press_blocks_checkout();
		self::assertSame( array( "order:$order_id" ), $this->marked() );
		self::assertSame( 'processing', wc_get_order( $order_id )->get_status() );
	}

	public function test_a_draft_of_the_blocks_checkout_waits_once_it_is_placed(): void {
		$this->fill_cart( $this->uncounted_product() );
		$this->told();
		$this->open_blocks_checkout();
		self::assertSame( array(), $this->marked() );
		$this->next_request();
		$order_id = $this->press_blocks_checkout();
		self::assertSame( array( "order:$order_id" ), $this->marked() );
	}

	public function test_an_order_made_by_the_rest_api_waits(): void {
		$product = $this->product();
		$this->told();
		$made = $this->rest(
			'POST',
			'/wc/v3/orders',
			array(
				'set_paid'   => true,
				'line_items' => array(
					array(
						'product_id' => $product->get_id(),
						'quantity'   => 2,
					),
				),
			)
		);
		self::assertSame( array( "order:{$made['id']}" ), $this->marked() );
	}

	public function test_an_order_edited_by_the_rest_api_waits(): void {
		$order = $this->order();
		$this->told();
		$this->rest( 'PUT', "/wc/v3/orders/{$order->get_id()}", array( 'billing' => array( 'last_name' => 'Costa' ) ) );
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
	}

	public function test_an_order_saved_on_its_screen_waits(): void {
		$order = $this->order();
		$this->told();
		$this->save_screen( $order->get_id(), 'wc-completed' );
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
		self::assertSame( 'completed', wc_get_order( $order->get_id() )->get_status() );
	}

	public function test_an_order_made_on_the_screen_waits_once_it_is_saved(): void {
		$draft = new \WC_Order();
		$draft->set_status( 'auto-draft' );
		$draft->save();
		self::assertSame( array(), $this->marked() );
		$this->next_request();
		$this->save_screen( $draft->get_id(), 'wc-processing' );
		self::assertSame( array( "order:{$draft->get_id()}" ), $this->marked() );
	}

	public function test_orders_whose_status_is_changed_in_the_list_wait(): void {
		$ids = array( $this->order()->get_id(), $this->order()->get_id() );
		$this->told();
		$this->mark_in_list( $ids, 'completed' );
		self::assertEqualsCanonicalizing( array( "order:{$ids[0]}", "order:{$ids[1]}" ), $this->marked() );
	}

	public function test_orders_that_a_program_imports_wait(): void {
		$expected = array();
		for ( $row = 0; $row < 5; $row++ ) {
			$order      = wc_create_order( array( 'created_via' => 'import' ) );
			$expected[] = "order:{$order->get_id()}";
			$order->set_total( '12.34' );
			$order->set_status( 'completed' );
			$order->save();
		}
		self::assertEqualsCanonicalizing( $expected, $this->marked() );
	}

	public function test_an_unpaid_order_that_the_clock_cancels_waits(): void {
		update_option( 'woocommerce_manage_stock', 'yes' );
		update_option( 'woocommerce_hold_stock_minutes', '60' );
		$order = $this->order( 'pending' );
		$order->set_created_via( 'checkout' );
		$order->save();
		$this->make_older( $order->get_id(), 3 * HOUR_IN_SECONDS );
		$this->told();
		wc_cancel_unpaid_orders();
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
		self::assertSame( 'cancelled', wc_get_order( $order->get_id() )->get_status() );
	}

	public function test_an_order_that_a_gateway_reports_as_paid_waits(): void {
		$order = $this->order( 'pending' );
		$this->told();
		add_action(
			'woocommerce_api_a_gateway',
			static function () use ( $order ): void {
				wc_get_order( $order->get_id() )->payment_complete( 'txn-1' );
			}
		);
		WC()->session = null;
		// What WC_API does for /?wc-api=a_gateway.
		do_action( 'woocommerce_api_a_gateway' );
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
		self::assertSame( 'txn-1', wc_get_order( $order->get_id() )->get_transaction_id() );
	}

	public function test_a_renewal_made_and_paid_by_the_clock_waits(): void {
		$first = $this->order( 'completed' );
		$this->told();
		add_action(
			'a_subscription_is_due',
			function () use ( $first ): void {
				$renewal = wc_create_order( array( 'customer_id' => $first->get_customer_id() ) );
				foreach ( $first->get_items() as $line ) {
					$renewal->add_product( $line->get_product(), $line->get_quantity() );
				}
				$renewal->set_address( $this->address(), 'billing' );
				$renewal->update_meta_data( '_subscription_renewal', '7' );
				$renewal->calculate_totals();
				$renewal->payment_complete( 'txn-2' );
			}
		);
		do_action( 'a_subscription_is_due' );
		$marked = $this->marked();
		self::assertCount( 1, $marked );
		self::assertNotSame( "order:{$first->get_id()}", $marked[0] );
	}

	/**
	 * What the order's screen does with its form.
	 *
	 * @param int    $order_id The order's ID.
	 * @param string $status   As the form has it.
	 */
	private function save_screen( int $order_id, string $status ): void {
		$this->sign_in( 'administrator' );
		$_POST = array(
			'order_status'      => $status,
			'customer_user'     => '0',
			'order_date'        => gmdate( 'Y-m-d' ),
			'order_date_hour'   => '12',
			'order_date_minute' => '00',
			'order_date_second' => '00',
			'_payment_method'   => '',
			'_transaction_id'   => '',
		);
		\WC_Meta_Box_Order_Data::save( $order_id );
		$_POST = array();
		wp_set_current_user( 0 );
	}

	/**
	 * Chooses a status for orders in their list.
	 *
	 * @param list<int> $ids    The orders' IDs.
	 * @param string    $status Such as `completed`.
	 */
	private function mark_in_list( array $ids, string $status ): void {
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		$this->sign_in( 'administrator' );
		if ( self::is_hpos() ) {
			$list = wc_get_container()->get( \Automattic\WooCommerce\Internal\Admin\Orders\ListTable::class );
			$mark = new \ReflectionMethod( $list, 'do_bulk_action_mark_orders' );
			$mark->setAccessible( true );
			$mark->invoke( $list, $ids, $status );
		} else {
			require_once WC_ABSPATH . 'includes/admin/list-tables/class-wc-admin-list-table-orders.php';
			$list = new \WC_Admin_List_Table_Orders();
			$list->handle_bulk_actions( '', "mark_$status", $ids );
		}
		wp_set_current_user( 0 );
	}

	/**
	 * Lets an order have been saved some time ago.
	 *
	 * @param int $order_id The order's ID.
	 * @param int $seconds  How long ago.
	 */
	private function make_older( int $order_id, int $seconds ): void {
		global $wpdb;
		$date = gmdate( 'Y-m-d H:i:s', time() - $seconds );
		if ( self::is_hpos() ) {
			$wpdb->update( "{$wpdb->prefix}wc_orders", array( 'date_updated_gmt' => $date ), array( 'id' => $order_id ) );
		} else {
			$wpdb->update( $wpdb->posts, array( 'post_modified' => $date, 'post_modified_gmt' => $date ), array( 'ID' => $order_id ) );
		}
	}
}
