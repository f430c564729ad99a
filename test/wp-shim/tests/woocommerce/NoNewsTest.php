<?php
/**
 * What is no news: nothing is marked by it, or nothing of it is sent.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Changes;
use Tillbridge\Delivery;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\WooCommerceCase;

require_once __DIR__ . '/Shop.php';

/**
 * Visitors, drafts, subscriptions, staff, and our own writing.
 */
final class NoNewsTest extends WooCommerceCase {

	use Shop;

	/**
	 * A connected shop whose Worker wants everything.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		update_option( 'tillbridge_wants', array( 'order', 'product', 'variation', 'customer' ) );
	}

	public function test_a_visitor_with_a_session_marks_nothing(): void {
		$this->fill_cart( $this->product() );
		$this->told();
		WC()->customer->set_billing_city( 'Lisbon' );
		WC()->customer->save();
		WC()->session->save_data();
		WC()->cart->calculate_totals();
		self::assertSame( array(), $this->marked() );
	}

	public function test_a_customer_who_only_looks_around_marks_nothing(): void {
		$id = $this->customer()->get_id();
		$this->told();
		wp_set_current_user( $id );
		update_user_meta( $id, 'wc_last_active', (string) time() );
		$this->fill_cart( $this->product() );
		$this->told();
		WC()->customer->save();
		do_action( 'wp_login', 'ana', get_userdata( $id ) );
		self::assertSame( array(), $this->marked() );
	}

	public function test_a_checkout_that_is_opened_and_left_marks_nothing(): void {
		$this->fill_cart( $this->uncounted_product() );
		$this->told();
		$this->open_blocks_checkout();
		$draft = new \WC_Order();
		$draft->set_status( 'checkout-draft' );
		$draft->save();
		$draft->set_billing_first_name( 'Ana' );
		$draft->save();
		self::assertSame( array(), $this->marked() );
		// A day later WooCommerce clears it away.
		$draft->delete( true );
		self::assertSame( array(), $this->marked() );
	}

	public function test_a_note_on_an_order_marks_nothing(): void {
		$order = $this->order();
		$this->told();
		$order->add_order_note( 'Called the buyer.' );
		self::assertSame( array(), $this->marked() );
	}

	public function test_what_the_plugin_writes_itself_marks_nothing(): void {
		$order = $this->order();
		$this->told();
		Changes\hushed(
			static function () use ( $order ): void {
				$order->set_billing_city( 'Lisbon' );
				$order->save();
			}
		);
		self::assertSame( array(), $this->marked() );
		$this->next_request();
		$order->set_billing_city( 'Porto' );
		$order->save();
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
	}

	public function test_a_subscription_is_an_order_that_is_not_told(): void {
		$class = get_class(
			new class() extends \WC_Order {
				/**
				 * As a subscription says it.
				 */
				public function get_type() {
					return 'shop_subscription';
				}
			}
		);
		class_exists( 'Tillbridge_Tests_Subscription', false ) || class_alias( $class, 'Tillbridge_Tests_Subscription' );
		wc_register_order_type( 'shop_subscription', array( 'class_name' => 'Tillbridge_Tests_Subscription' ) );
		$subscription = new \Tillbridge_Tests_Subscription();
		$subscription->set_total( '5' );
		$subscription->save();
		$subscription->update_status( 'completed' );
		$id = $subscription->get_id();
		self::assertSame( array(), $this->marked() );
		$subscription->delete();
		self::settle();
		$this->drain( 0 );
		wc_get_order( $id )->delete( true );
		self::assertSame( array(), $this->marked() );
		unset( $GLOBALS['wc_order_types']['shop_subscription'] );
		unregister_post_type( 'shop_subscription' );
	}

	public function test_a_plugin_that_fires_hooks_with_too_little_breaks_nothing(): void {
		$hooks = array_merge(
			\Tillbridge\Order_Changes\HOOKS,
			\Tillbridge\Product_Changes\PRODUCT_HOOKS,
			\Tillbridge\Product_Changes\VARIATION_HOOKS,
			\Tillbridge\Customer_Changes\HOOKS,
			\Tillbridge\Customer_Changes\DELETION_HOOKS,
			array( 'woocommerce_refund_deleted', 'woocommerce_product_set_stock', 'woocommerce_variation_set_stock', 'untrashed_post' )
		);
		foreach ( $hooks as $hook ) {
			// What others listen with may ask for more.
			remove_all_actions( $hook );
		}
		\Tillbridge\Changes\bootstrap();
		\Tillbridge\Order_Changes\bootstrap();
		\Tillbridge\Product_Changes\bootstrap();
		\Tillbridge\Customer_Changes\bootstrap();
		foreach ( $hooks as $hook ) {
			do_action( $hook );
			do_action( $hook, null );
			do_action( $hook, 'not a number' );
			do_action( $hook, new \stdClass() );
			do_action( $hook, 0 );
		}
		self::assertSame( array(), $this->marked() );
		self::assertNull( apply_filters( 'woocommerce_pre_delete_order_refund', null ) );
	}

	public function test_staff_are_marked_and_not_sent(): void {
		$id = $this->sign_in( 'shop_manager' );
		$this->told();
		wp_update_user( array( 'ID' => $id, 'last_name' => 'Costa' ) );
		self::assertSame( array( "customer:$id" ), $this->marked() );
		$this->drain( 0 );
		self::assertSame( array(), $this->marked() );
	}

	public function test_a_member_of_staff_who_leaves_is_nobodys_news(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$id = $this->sign_in( 'shop_manager' );
		$this->told();
		wp_delete_user( $id );
		self::assertSame( array(), $this->marked() );
	}

	public function test_a_kind_that_is_switched_off_after_it_was_marked_is_dropped(): void {
		$this->product();
		update_option( 'tillbridge_wants', array( 'order' ) );
		$this->drain( 0 );
		self::assertSame( array(), $this->marked() );
	}

	/**
	 * Drains what is marked.
	 *
	 * @param int $expected How many changes leave.
	 */
	private function drain( int $expected ): void {
		self::settle();
		Network::will( Network::verdict( 'queued', array( 'wants' => get_option( 'tillbridge_wants' ) ) ) );
		$report = Delivery\drain( array( 'is_asked_for' => true ) );
		self::assertSame( array( 'done', $expected ), array( $report['kind'], $report['sent'] ) );
	}
}
