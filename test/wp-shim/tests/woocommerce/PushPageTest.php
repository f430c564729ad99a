<?php
/**
 * The page that sends, and the lists that offer to.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Bulk_Push;
use Tillbridge\Push;
use Tillbridge\Push_Acts;
use Tillbridge\Push_Page;
use Tillbridge\Push_Runs;

require_once __DIR__ . '/PushCase.php';

/**
 * Thrown where a request would end.
 */
final class Request_Ended extends \Error {}

/**
 * Who may, and what they see.
 */
final class PushPageTest extends PushCase {

	/**
	 * A request ends with an error that says how.
	 */
	protected function setUp(): void {
		parent::setUp();
		$end = static function ( $said ): void {
			throw new Request_Ended( is_string( $said ) ? $said : 'ended' );
		};
		foreach ( array( 'wp_die_handler', 'wp_die_ajax_handler' ) as $hook ) {
			add_filter( $hook, static fn () => $end );
		}
		add_filter( 'wp_doing_ajax', '__return_false' );
		add_filter(
			'wp_redirect',
			static function ( $address ): void {
				throw new Request_Ended( (string) $address );
			}
		);
	}

	/**
	 * The forms as they were before.
	 */
	protected function tearDown(): void {
		$_POST    = array();
		$_GET     = array();
		$_REQUEST = array();
		parent::tearDown();
	}

	public function test_nothing_is_sent_without_the_capability(): void {
		$order_id = $this->order_of( '1999-03-01T12:00:00' );
		$this->sign_in( 'customer' );
		$this->press( array( 'kind' => 'orders', 'what' => 'selected', 'ids' => array( $order_id ) ) );
		self::assertSame( 0, self::pushed() );
	}

	public function test_nothing_is_sent_without_the_nonce(): void {
		$order_id = $this->order_of( '1999-03-01T12:00:00' );
		$this->sign_in( 'shop_manager' );
		$this->press( array( 'kind' => 'orders', 'what' => 'selected', 'ids' => array( $order_id ), 'tillbridge_nonce' => 'guessed' ) );
		self::assertSame( 0, self::pushed() );
	}

	public function test_what_is_ticked_is_sent_and_nothing_else(): void {
		$order_id = $this->order_of( '1999-03-01T12:00:00' );
		$this->order_of( '1999-03-01T12:00:00' );
		$this->sign_in( 'shop_manager' );
		$address = $this->press( array( 'kind' => 'orders', 'what' => 'selected', 'ids' => array( (string) $order_id ) ) );
		self::assertStringContainsString( 'page=tillbridge-push', $address );
		self::assertSame( 1, self::pushed() );
		self::assertSame( get_current_user_id(), Push_Runs\runs()[0]['user_id'] );
	}

	public function test_all_that_matches_is_a_push_of_its_own(): void {
		$this->many_orders( 3 );
		$this->sign_in( 'shop_manager' );
		$this->press( array( 'kind' => 'orders', 'what' => 'all', 'after' => '1999-07-01', 'before' => '1999-07-31', 'statuses' => array( 'wc-completed' ) ) );
		self::assertSame( 3, Push_Runs\running()['total'] );
	}

	public function test_a_push_is_cancelled_by_its_button(): void {
		$this->many_orders( 3 );
		$id = self::begin( self::filter() );
		$this->sign_in( 'customer' );
		$this->press( array( 'run' => $id ), 'cancel' );
		self::assertSame( $id, Push_Runs\running()['id'] );
		$this->sign_in( 'shop_manager' );
		$this->press( array( 'run' => $id ), 'cancel' );
		self::assertNull( Push_Runs\running() );
	}

	public function test_the_page_counts_before_it_sends_and_escapes_what_it_shows(): void {
		$this->many_orders( 3 );
		$order = wc_get_order( $this->order_of( '1999-07-02T12:00:00' ) );
		$order->set_billing_first_name( '<b>Ana</b>' );
		$order->save();
		$this->sign_in( 'shop_manager' );
		$page = $this->page( array( 'after' => '1999-07-01', 'before' => '1999-07-31' ) );
		self::assertStringContainsString( '4 orders will be sent. Orders that stand in QuickBooks already are compared, not doubled.', $page );
		self::assertStringContainsString( '&lt;b&gt;Ana', $page );
		self::assertStringNotContainsString( '<b>Ana', $page );
	}

	public function test_a_kind_that_is_off_is_said_so_and_shows_no_button(): void {
		self::want( array( 'order' ) );
		$this->sign_in( 'shop_manager' );
		$page = $this->page( array( 'kind' => 'customers' ) );
		self::assertStringContainsString( 'Customers are switched off', $page );
		self::assertStringNotContainsString( 'value="all"', $page );
	}

	public function test_lists_offer_to_send_only_what_is_wanted_and_to_whom_may(): void {
		self::want( array( 'order' ) );
		$this->sign_in( 'shop_manager' );
		self::assertArrayHasKey( Bulk_Push\ACTION, apply_filters( 'bulk_actions-edit-shop_order', array() ) );
		self::assertArrayHasKey( Bulk_Push\ACTION, apply_filters( 'bulk_actions-woocommerce_page_wc-orders', array() ) );
		self::assertArrayNotHasKey( Bulk_Push\ACTION, apply_filters( 'bulk_actions-edit-product', array() ) );
		self::assertArrayNotHasKey( Bulk_Push\ACTION, apply_filters( 'bulk_actions-users', array() ) );
		$this->sign_in( 'editor' );
		self::assertArrayNotHasKey( Bulk_Push\ACTION, apply_filters( 'bulk_actions-edit-shop_order', array() ) );
	}

	public function test_a_list_sends_what_was_ticked_and_says_what_was_left_out(): void {
		$order_id = $this->order_of( '1999-03-01T12:00:00' );
		$draft    = $this->order_of( '1999-03-01T12:00:00', 'checkout-draft' );
		$this->sign_in( 'shop_manager' );
		self::assertSame( 'back', apply_filters( 'handle_bulk_actions-edit-shop_order', 'back', Bulk_Push\ACTION, array( $order_id, $draft ) ) );
		self::assertSame( 1, self::pushed() );
		$said = (string) get_transient( Push_Page\said_transient() )['text'];
		self::assertStringContainsString( 'On the way to QuickBooks: 1 order.', $said );
		self::assertStringContainsString( '1 was left out', $said );
	}

	public function test_a_list_sends_nothing_for_whom_may_not(): void {
		$order_id = $this->order_of( '1999-03-01T12:00:00' );
		$this->sign_in( 'editor' );
		apply_filters( 'handle_bulk_actions-edit-shop_order', 'back', Bulk_Push\ACTION, array( $order_id ) );
		self::assertSame( 0, self::pushed() );
	}

	/**
	 * Signs somebody in.
	 *
	 * @param string $role Theirs.
	 */
	private function sign_in( string $role ): void {
		wp_set_current_user( wp_insert_user( array( 'user_login' => uniqid( $role ), 'user_pass' => 'a password', 'role' => $role ) ) );
		self::tell_all();
	}

	/**
	 * Presses a button.
	 *
	 * @param array<string, mixed> $form   What is sent; the nonce is right unless it is given.
	 * @param string               $button `send` or `cancel`.
	 * @return string How the request ended.
	 */
	private function press( array $form, string $button = 'send' ): string {
		$nonces   = array(
			'send'   => 'tillbridge_push',
			'cancel' => 'tillbridge_push_cancel',
		);
		$_POST    = wp_slash( array_merge( array( 'tillbridge_nonce' => wp_create_nonce( $nonces[ $button ] ) ), $form ) );
		$_REQUEST = $_POST;
		try {
			'send' === $button ? Push_Acts\send() : Push_Acts\cancel();
		} catch ( Request_Ended $ended ) {
			return $ended->getMessage();
		}
		self::fail( 'The request did not end.' );
	}

	/**
	 * The page as it is printed.
	 *
	 * @param array<string, string> $query Of its address.
	 */
	private function page( array $query ): string {
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		$_GET = array_merge( array( 'page' => Push_Page\PAGE ), $query );
		set_current_screen( 'woocommerce_page_tillbridge-push' );
		Push_Page\load_table();
		ob_start();
		Push_Page\show();
		$page = (string) ob_get_clean();
		unset( $GLOBALS['current_screen'] );
		return $page;
	}
}
