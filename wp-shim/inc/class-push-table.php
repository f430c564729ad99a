<?php
/**
 * The list of what can be sent.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Push_Page;

use Tillbridge\Push_Filter;
use Tillbridge\Push_Rows;

defined( 'ABSPATH' ) || exit;

/**
 * A page of orders, products or customers, with what QuickBooks has of each.
 */
class Push_Table extends \WP_List_Table {

	/**
	 * What is shown.
	 *
	 * @var PushFilter
	 */
	private $filter;

	/**
	 * Rows on a page.
	 *
	 * @var int
	 */
	private $per_page;

	/**
	 * How many match.
	 *
	 * @var int
	 */
	private $total = 0;

	/**
	 * A list that has not been read yet.
	 *
	 * @param PushFilter $filter   From Push_Filter\read().
	 * @param int        $per_page Rows on a page.
	 */
	public function __construct( array $filter, int $per_page ) {
		$this->filter   = $filter;
		$this->per_page = $per_page;
		parent::__construct(
			array(
				'singular' => 'record',
				'plural'   => 'records',
				'ajax'     => false,
			)
		);
	}

	/**
	 * How many match the filter.
	 */
	public function total(): int {
		return $this->total;
	}

	/**
	 * Reads the page that was asked for.
	 */
	public function prepare_items(): void {
		$this->total = Push_Filter\count_matching( $this->filter );
		$this->set_pagination_args(
			array(
				'total_items' => $this->total,
				'per_page'    => $this->per_page,
			)
		);
		$page        = Push_Filter\page( $this->filter, ( $this->get_pagenum() - 1 ) * $this->per_page, $this->per_page );
		$this->items = Push_Rows\rows( $this->filter['kind'], $page );
		// The third entry is sortable columns: the newest stand first, and that is all.
		$this->_column_headers = array( $this->get_columns(), array(), array(), 'name' );
	}

	/**
	 * The columns of the kind.
	 *
	 * @return array<string, string>
	 */
	public function get_columns(): array {
		return array_merge( array( 'cb' => '<input type="checkbox">' ), Push_Rows\columns( $this->filter['kind'] ) );
	}

	/**
	 * What stands in the place of no rows.
	 */
	public function no_items(): void {
		esc_html_e( 'Nothing matches.', 'tillbridge' );
	}

	/**
	 * Buttons and pages. The parent's nonce would end in the address of the form that looks.
	 *
	 * @param string $which `top` or `bottom`.
	 */
	protected function display_tablenav( $which ): void {
		printf( '<div class="tablenav %s">', esc_attr( $which ) );
		if ( array() !== $this->items ) {
			printf( '<div class="alignleft actions"><button class="button" form="tillbridge-push-send" name="what" value="selected">%s</button></div>', esc_html__( 'Send selected', 'tillbridge' ) );
		}
		$this->pagination( 'bottom' === $which ? 'bottom' : 'top' );
		echo '<br class="clear"></div>';
	}

	/**
	 * The box that chooses a row.
	 *
	 * @param array<string, string> $row From Push_Rows.
	 */
	protected function column_cb( $row ): string {
		return sprintf(
			'<input type="checkbox" id="tillbridge-record-%1$d" form="tillbridge-push-send" name="ids[]" value="%1$d"><label class="screen-reader-text" for="tillbridge-record-%1$d">%2$s</label>',
			(int) $row['id'],
			/* translators: %s: such as "#1042 Ana Lima" */
			esc_html( sprintf( __( 'Select %s', 'tillbridge' ), $row['name'] ) )
		);
	}

	/**
	 * What the row is, and where it is edited.
	 *
	 * @param array<string, string> $row From Push_Rows.
	 */
	protected function column_name( array $row ): string {
		return '' === $row['url']
			? sprintf( '<strong>%s</strong>', esc_html( $row['name'] ) )
			: sprintf( '<a href="%s"><strong>%s</strong></a>', esc_url( $row['url'] ), esc_html( $row['name'] ) );
	}

	/**
	 * Every other column is plain text.
	 *
	 * @param array<string, string> $row         From Push_Rows.
	 * @param string                $column_name Which one.
	 */
	protected function column_default( $row, $column_name ): string {
		return esc_html( $row[ $column_name ] ?? '' );
	}
}
