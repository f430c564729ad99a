<?php
/**
 * What a shop does, and which subjects it marks.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Tests\WooCommerceCase;

require_once __DIR__ . '/Shop.php';

/**
 * A row each: a method does something and says what it must mark, no more and no less.
 */
final class HooksTest extends WooCommerceCase {

	use Shop;

	/**
	 * A connected shop whose Worker wants everything.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		update_option( 'tillbridge_wants', array( 'order', 'product', 'variation', 'customer' ) );
	}

	/**
	 * Each action.
	 *
	 * @dataProvider actions
	 */
	public function test_an_action_marks_what_it_may_have_changed( string $action ): void {
		$expected = $this->$action();
		self::assertEqualsCanonicalizing( $expected, $this->marked() );
	}

	public function actions(): array {
		$actions = array(
			'an order is trashed'                           => 'trash_an_order',
			'an order comes back from the trash'            => 'untrash_an_order',
			'an order is deleted for good'                  => 'delete_an_order',
			'an order takes stock'                          => 'take_stock',
			'a line is taken from an order on its screen'   => 'take_a_line_away',
			'a product is made'                             => 'make_a_product',
			'a product is saved with nothing changed'       => 'save_a_product',
			'a product is edited in the list'               => 'quick_edit_a_product',
			'a stock is set by the REST API'                => 'set_stock_by_rest',
			'a stock is set in code'                        => 'set_stock_in_code',
			'a sale begins'                                 => 'begin_a_sale',
			'a product is trashed'                          => 'trash_a_product',
			'a product comes back from the trash'           => 'untrash_a_product',
			'a product is deleted by the REST API'          => 'delete_a_product_by_rest',
			'a product is deleted for good in the admin'    => 'delete_a_product_in_the_admin',
			'a variation is changed by the REST API'        => 'change_a_variation',
			'a variation sells from its parents stock'      => 'sell_from_the_parent',
			'a variation is deleted'                        => 'delete_a_variation',
			'a variable product is trashed in the admin'    => 'trash_a_variable_product',
			'a customer is made by the REST API'            => 'make_a_customer',
			'a customer registers on My account'            => 'register',
			'a customer is made on the screen of WordPress' => 'make_a_user',
			'a customer saves an address'                   => 'save_an_address',
			'a customers name is changed by WordPress'      => 'rename_a_user',
			'a customer is deleted by WordPress'            => 'delete_a_user',
			'a customer is deleted by the REST API'         => 'delete_a_customer',
		);
		$actions += class_exists( 'WooCommerce' ) && ! self::is_hpos() ? array(
			'an order is trashed as the post that it is'  => 'trash_an_order_as_a_post',
			'an order comes back as the post that it is'  => 'untrash_an_order_as_a_post',
			'an order is deleted as the post that it is'  => 'delete_an_order_as_a_post',
		) : array();
		return array_map( static fn ( string $action ): array => array( $action ), $actions );
	}

	private function trash_an_order(): array {
		$order = $this->order();
		$id    = $order->get_id();
		$this->told();
		$order->delete();
		self::assertSame( 'trash', wc_get_order( $id )->get_status() );
		return array( "order:$id" );
	}

	private function untrash_an_order(): array {
		$id = $this->order()->get_id();
		wc_get_order( $id )->delete();
		$this->told();
		if ( self::is_hpos() ) {
			self::assertTrue( wc_get_order( $id )->untrash() );
		} else {
			wp_untrash_post( $id );
		}
		self::assertNotSame( 'trash', wc_get_order( $id )->get_status() );
		return array( "order:$id" );
	}

	private function delete_an_order(): array {
		$order = $this->order();
		$id    = $order->get_id();
		$this->told();
		$order->delete( true );
		self::assertFalse( wc_get_order( $id ) );
		return array( "order:$id" );
	}

	private function trash_an_order_as_a_post(): array {
		$id = $this->order()->get_id();
		$this->told();
		wp_trash_post( $id );
		return array( "order:$id" );
	}

	private function untrash_an_order_as_a_post(): array {
		$id = $this->order()->get_id();
		wp_trash_post( $id );
		$this->told();
		wp_untrash_post( $id );
		return array( "order:$id" );
	}

	private function delete_an_order_as_a_post(): array {
		$id = $this->order()->get_id();
		$this->told();
		wp_delete_post( $id, true );
		return array( "order:$id" );
	}

	private function take_stock(): array {
		$order   = $this->order( 'pending' );
		$product = array_values( $order->get_items() )[0]->get_product_id();
		$this->told();
		wc_get_order( $order->get_id() )->update_status( 'processing' );
		self::assertSame( 99, wc_get_product( $product )->get_stock_quantity() );
		return array( "order:{$order->get_id()}", "product:$product" );
	}

	private function take_a_line_away(): array {
		$order = $this->order();
		$line  = array_keys( $order->get_items() )[0];
		$this->told();
		// What WC_AJAX::remove_order_item() does.
		wc_delete_order_item( $line );
		$order = wc_get_order( $order->get_id() );
		$order->calculate_totals( false );
		return array( "order:{$order->get_id()}" );
	}

	private function make_a_product(): array {
		$this->told();
		return array( "product:{$this->product()->get_id()}" );
	}

	private function save_a_product(): array {
		$id = $this->product()->get_id();
		$this->told();
		wc_get_product( $id )->save();
		return array( "product:$id" );
	}

	private function quick_edit_a_product(): array {
		$id = $this->product()->get_id();
		$this->told();
		$this->sign_in( 'administrator' );
		$_REQUEST = array(
			'woocommerce_quick_edit' => '1',
			'woocommerce_quick_edit_nonce' => wp_create_nonce( 'woocommerce_quick_edit_nonce' ),
			'_regular_price'         => '12',
			'_sku'                   => '',
			'_visibility'            => 'visible',
		);
		$_GET     = $_REQUEST;
		$_POST    = $_REQUEST;
		require_once WC_ABSPATH . 'includes/admin/class-wc-admin-post-types.php';
		( new \WC_Admin_Post_Types() )->bulk_and_quick_edit_save_post( $id, get_post( $id ) );
		$_GET     = array();
		$_POST    = array();
		$_REQUEST = array();
		self::assertSame( '12', wc_get_product( $id )->get_regular_price() );
		return array( "product:$id" );
	}

	private function set_stock_by_rest(): array {
		$id = $this->product()->get_id();
		$this->sign_in( 'administrator' );
		$this->told();
		$this->rest( 'PUT', "/wc/v3/products/$id", array( 'stock_quantity' => 5 ) );
		return array( "product:$id" );
	}

	private function set_stock_in_code(): array {
		$id = $this->product()->get_id();
		$this->told();
		wc_update_product_stock( $id, 3, 'decrease' );
		return array( "product:$id" );
	}

	private function begin_a_sale(): array {
		global $wpdb;
		$product = $this->product();
		$product->set_sale_price( '5' );
		$product->set_date_on_sale_from( time() + DAY_IN_SECONDS );
		$product->save();
		$wpdb->update( $wpdb->postmeta, array( 'meta_value' => (string) ( time() - 60 ) ), array( 'post_id' => $product->get_id(), 'meta_key' => '_sale_price_dates_from' ) );
		$this->told();
		wc_scheduled_sales();
		return array( "product:{$product->get_id()}" );
	}

	private function trash_a_product(): array {
		$id = $this->product()->get_id();
		$this->told();
		wp_trash_post( $id );
		return array( "product:$id" );
	}

	private function untrash_a_product(): array {
		$id = $this->product()->get_id();
		wp_trash_post( $id );
		$this->told();
		wp_untrash_post( $id );
		return array( "product:$id" );
	}

	private function delete_a_product_by_rest(): array {
		$id = $this->product()->get_id();
		$this->sign_in( 'administrator' );
		$this->told();
		$this->rest( 'DELETE', "/wc/v3/products/$id", array( 'force' => true ) );
		return array( "product:$id" );
	}

	private function delete_a_product_in_the_admin(): array {
		$id = $this->product()->get_id();
		$this->told();
		wp_delete_post( $id, true );
		return array( "product:$id" );
	}

	private function change_a_variation(): array {
		list( $parent, $variations ) = $this->variable_product();
		$id                          = $variations[0]->get_id();
		$this->sign_in( 'administrator' );
		$this->told();
		$this->rest( 'PUT', "/wc/v3/products/{$parent->get_id()}/variations/$id", array( 'stock_quantity' => 4, 'regular_price' => '21' ) );
		// What WooCommerce does at shutdown, with the priority of 10.
		\WC_Post_Data::do_deferred_product_sync();
		return array( "variation:$id", "product:{$parent->get_id()}" );
	}

	private function sell_from_the_parent(): array {
		list( $parent, $variations ) = $this->variable_product();
		$parent->set_manage_stock( true );
		$parent->set_stock_quantity( 50 );
		$parent->save();
		$variations[0]->set_manage_stock( false );
		$variations[0]->save();
		$this->told();
		wc_update_product_stock( wc_get_product( $variations[0]->get_id() ), 1, 'decrease' );
		self::assertSame( 49, wc_get_product( $parent->get_id() )->get_stock_quantity() );
		return array( "product:{$parent->get_id()}" );
	}

	private function delete_a_variation(): array {
		list( $parent, $variations ) = $this->variable_product();
		$id                          = $variations[0]->get_id();
		\WC_Post_Data::do_deferred_product_sync();
		$this->told();
		wc_get_product( $id )->delete( true );
		\WC_Post_Data::do_deferred_product_sync();
		return array( "variation:$id", "product:{$parent->get_id()}" );
	}

	private function trash_a_variable_product(): array {
		list( $parent, $variations ) = $this->variable_product();
		\WC_Post_Data::do_deferred_product_sync();
		$this->told();
		wp_trash_post( $parent->get_id() );
		\WC_Post_Data::do_deferred_product_sync();
		return array( "product:{$parent->get_id()}", "variation:{$variations[0]->get_id()}", "variation:{$variations[1]->get_id()}" );
	}

	private function make_a_customer(): array {
		$this->sign_in( 'administrator' );
		$this->told();
		$made = $this->rest( 'POST', '/wc/v3/customers', array( 'email' => uniqid( 'ana' ) . '@shop.example', 'password' => 'a long passw0rd!' ) );
		return array( "customer:{$made['id']}" );
	}

	private function register(): array {
		$this->told();
		$id = wc_create_new_customer( uniqid( 'ana' ) . '@shop.example', uniqid( 'ana' ), 'a long passw0rd!' );
		self::assertIsInt( $id );
		return array( "customer:$id" );
	}

	private function make_a_user(): array {
		$this->told();
		$id = wp_insert_user( array( 'user_login' => uniqid( 'ana' ), 'user_pass' => 'a password', 'role' => 'customer' ) );
		return array( "customer:$id" );
	}

	private function save_an_address(): array {
		$id = $this->customer()->get_id();
		$this->told();
		$customer = new \WC_Customer( $id );
		$customer->set_billing_city( 'Lisbon' );
		$customer->save();
		do_action( 'woocommerce_customer_save_address', $id, 'billing' );
		return array( "customer:$id" );
	}

	private function rename_a_user(): array {
		$id = $this->customer()->get_id();
		$this->told();
		wp_update_user( array( 'ID' => $id, 'last_name' => 'Costa' ) );
		return array( "customer:$id" );
	}

	private function delete_a_user(): array {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$id = $this->customer()->get_id();
		$this->told();
		wp_delete_user( $id );
		return array( "customer:$id" );
	}

	private function delete_a_customer(): array {
		$id = $this->customer()->get_id();
		$this->sign_in( 'administrator' );
		$this->told();
		$this->rest( 'DELETE', "/wc/v3/customers/$id", array( 'force' => true ) );
		return array( "customer:$id" );
	}
}
